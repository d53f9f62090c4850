"""What came of it: surveys, private addresses, nameless counts, and steps of one's own path."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "survey_counts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("question", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 1", name=op.f("ck_survey_counts_count_counts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_counts")),
        sa.UniqueConstraint(
            "year",
            "kind",
            "question",
            "answer",
            name=op.f("uq_survey_counts_year_kind_question_answer"),
        ),
    )
    op.create_table(
        "path_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "stage IN ('attract', 'stimulate', 'retain', 'develop')",
            name=op.f("ck_path_steps_stage_known"),
        ),
        sa.CheckConstraint("what <> ''", name=op.f("ck_path_steps_what_told")),
        sa.CheckConstraint("year BETWEEN 1990 AND 2100", name=op.f("ck_path_steps_year_possible")),
        sa.ForeignKeyConstraint(
            ["student_id"],
            ["students.id"],
            name=op.f("fk_path_steps_student_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_path_steps")),
        sa.UniqueConstraint(
            "student_id",
            "stage",
            "what",
            "year",
            name=op.f("uq_path_steps_student_id_stage_what_year"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "survey_addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("email <> ''", name=op.f("ck_survey_addresses_email_told")),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_survey_addresses_student_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_addresses")),
        sa.UniqueConstraint("student_id", name=op.f("uq_survey_addresses_student_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "surveys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("degree", sa.String(length=20), nullable=True),
        sa.Column("lives_in", sa.String(length=6), nullable=True),
        sa.Column("works_in", sa.String(length=6), nullable=False),
        sa.Column("residence", sa.String(length=20), nullable=True),
        sa.Column("in_field", sa.String(length=20), nullable=True),
        sa.Column("met_employer", sa.Boolean(), nullable=True),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(degree IS NOT NULL) = (state = 'answered')", name=op.f("ck_surveys_degree_told")
        ),
        sa.CheckConstraint(
            "(ended_at IS NOT NULL) = (state IN ('answered', 'refused', 'closed'))",
            name=op.f("ck_surveys_ended_at_told"),
        ),
        sa.CheckConstraint(
            "(in_field IS NOT NULL) = (state = 'answered')", name=op.f("ck_surveys_in_field_told")
        ),
        sa.CheckConstraint(
            "(lives_in IS NOT NULL) = (state = 'answered')", name=op.f("ck_surveys_lives_in_told")
        ),
        sa.CheckConstraint(
            "(met_employer IS NOT NULL) = (state = 'answered')",
            name=op.f("ck_surveys_met_employer_told"),
        ),
        sa.CheckConstraint(
            "(state NOT IN ('asked', 'answered') OR asked_at IS NOT NULL) AND (state <> 'waiting' OR asked_at IS NULL)",
            name=op.f("ck_surveys_asked_at_told"),
        ),
        sa.CheckConstraint(
            "degree IN ('taken', 'not_yet', 'left_studies')", name=op.f("ck_surveys_degree_known")
        ),
        sa.CheckConstraint(
            "in_field IN ('yes', 'partly', 'no', 'not_working')",
            name=op.f("ck_surveys_in_field_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('mentorship', 'internship', 'thesis', 'traineeship')",
            name=op.f("ck_surveys_kind_known"),
        ),
        sa.CheckConstraint(
            "residence IN ('moved_in', 'returned', 'stayed', 'commutes', 'left')",
            name=op.f("ck_surveys_residence_known"),
        ),
        sa.CheckConstraint(
            "residence IS NULL OR state = 'answered'", name=op.f("ck_surveys_residence_of_answer")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'asked', 'answered', 'refused', 'closed')",
            name=op.f("ck_surveys_state_known"),
        ),
        sa.CheckConstraint(
            "words = '' OR state = 'answered'", name=op.f("ck_surveys_words_of_answer")
        ),
        sa.CheckConstraint(
            "works_in = '' OR state = 'answered'", name=op.f("ck_surveys_works_in_of_answer")
        ),
        sa.CheckConstraint(
            "employer_id IS NULL OR met_employer", name=op.f("ck_surveys_employer_was_met")
        ),
        sa.CheckConstraint(
            "reminded_at IS NULL OR asked_at IS NOT NULL", name=op.f("ck_surveys_reminded_of_asked")
        ),
        sa.CheckConstraint("wave > 0", name=op.f("ck_surveys_wave_counts")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employers.id"], name=op.f("fk_surveys_employer_id")
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_surveys_student_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
        sa.UniqueConstraint("student_id", "wave", name=op.f("uq_surveys_student_id_wave")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_surveys_state_due_on", "surveys", ["state", "due_on"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_surveys_state_due_on", table_name="surveys")

    op.drop_table("surveys")
    op.drop_table("survey_addresses")
    op.drop_table("path_steps")
    op.drop_table("survey_counts")
