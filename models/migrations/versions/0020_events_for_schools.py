"""Events for schools, classes that book, requests of teachers, and the letters to them."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

PART = " + CASE WHEN {}_id IS NULL THEN 0 ELSE 1 END"
BEFORE = "CASE WHEN account_id IS NULL THEN 0 ELSE 1 END" + "".join(
    PART.format(receiver) for receiver in ("student", "contact", "invitation", "member")
)


def upgrade() -> None:
    op.create_table(
        "school_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("school", sa.String(length=160), nullable=False),
        sa.Column("school_place", sa.String(length=4), nullable=False),
        sa.Column("school_year", sa.String(length=20), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("wanted_when", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(answer <> '') = (state = 'answered')", name=op.f("ck_school_requests_answer_told")
        ),
        sa.CheckConstraint(
            "(answered_at IS NOT NULL) = (state = 'answered')",
            name=op.f("ck_school_requests_answered_at_told"),
        ),
        sa.CheckConstraint(
            "(asked_until IS NOT NULL) = (state = 'asked')",
            name=op.f("ck_school_requests_asked_until_told"),
        ),
        sa.CheckConstraint(
            "kind IN ('visit', 'topics')", name=op.f("ck_school_requests_kind_known")
        ),
        sa.CheckConstraint(
            "school <> '' AND topic <> ''", name=op.f("ck_school_requests_asks_for_something")
        ),
        sa.CheckConstraint(
            "school_year IN ('grade_7', 'grade_8', 'grade_9', 'upper_1', 'upper_2', 'upper_3')",
            name=op.f("ck_school_requests_school_year_known"),
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'open', 'answered', 'withdrawn')",
            name=op.f("ck_school_requests_state_known"),
        ),
        sa.CheckConstraint(
            "pupils >= 1 AND pupils <= 300", name=op.f("ck_school_requests_pupils_possible")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_requests")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_school_requests_state", "school_requests", ["state"], unique=False)

    op.create_table(
        "occasions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=4), nullable=False),
        sa.Column("books_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("books_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminder_days", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(reason <> '') = (state = 'cancelled')", name=op.f("ck_occasions_cancelled_has_reason")
        ),
        sa.CheckConstraint(
            "kind IN ('science_meeting', 'campus_visit', 'school_visit')",
            name=op.f("ck_occasions_kind_known"),
        ),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_occasions_language_known")),
        sa.CheckConstraint(
            "state IN ('draft', 'published', 'closed', 'cancelled')",
            name=op.f("ck_occasions_state_known"),
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_occasions_title_told")),
        sa.CheckConstraint("books_until > books_from", name=op.f("ck_occasions_books_for_a_while")),
        sa.CheckConstraint(
            "reminder_days >= 0 AND reminder_days <= 60",
            name=op.f("ck_occasions_reminder_days_possible"),
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_occasions_activity_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occasions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_occasions_activity_id"), "occasions", ["activity_id"], unique=False)
    op.create_index("ix_occasions_state", "occasions", ["state"], unique=False)

    op.create_table(
        "occasion_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occasion_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("room", sa.String(length=120), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "capacity >= 1 AND capacity <= 2000",
            name=op.f("ck_occasion_sessions_capacity_possible"),
        ),
        sa.CheckConstraint(
            "ends_at > starts_at", name=op.f("ck_occasion_sessions_ends_after_start")
        ),
        sa.CheckConstraint(
            "remind_at IS NULL OR remind_at < starts_at",
            name=op.f("ck_occasion_sessions_reminds_before"),
        ),
        sa.CheckConstraint(
            "taken >= 0 AND taken <= capacity", name=op.f("ck_occasion_sessions_seats_hold")
        ),
        sa.ForeignKeyConstraint(
            ["occasion_id"],
            ["occasions.id"],
            name=op.f("fk_occasion_sessions_occasion_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occasion_sessions")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_occasion_sessions_occasion_id"), "occasion_sessions", ["occasion_id"], unique=False
    )
    op.create_index(
        "ix_occasion_sessions_remind_at", "occasion_sessions", ["remind_at"], unique=False
    )

    op.create_table(
        "class_bookings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=160), nullable=False),
        sa.Column("school_place", sa.String(length=4), nullable=False),
        sa.Column("school_year", sa.String(length=20), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waits_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pupils_came", sa.Integer(), nullable=True),
        sa.Column("good", sa.Integer(), nullable=True),
        sa.Column("curious", sa.Integer(), nullable=True),
        sa.Column("change_words", sa.Text(), nullable=False),
        sa.Column("evaluated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(asked_until IS NOT NULL) = (state = 'asked')",
            name=op.f("ck_class_bookings_asked_until_told"),
        ),
        sa.CheckConstraint(
            "(pupils_came IS NOT NULL) = (state = 'attended')",
            name=op.f("ck_class_bookings_pupils_came_told"),
        ),
        sa.CheckConstraint(
            "(waits_since IS NOT NULL) = (state = 'waiting')",
            name=op.f("ck_class_bookings_waits_since_told"),
        ),
        sa.CheckConstraint(
            "evaluated_at IS NULL OR state = 'attended'",
            name=op.f("ck_class_bookings_evaluated_attended"),
        ),
        sa.CheckConstraint("school <> ''", name=op.f("ck_class_bookings_school_told")),
        sa.CheckConstraint(
            "school_year IN ('grade_7', 'grade_8', 'grade_9', 'upper_1', 'upper_2', 'upper_3')",
            name=op.f("ck_class_bookings_school_year_known"),
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'confirmed', 'waiting', 'cancelled', 'attended', 'absent')",
            name=op.f("ck_class_bookings_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('confirmed', 'attended', 'absent') OR confirmed_at IS NOT NULL",
            name=op.f("ck_class_bookings_confirmed_at_told"),
        ),
        sa.CheckConstraint(
            "(curious IS NOT NULL) = (evaluated_at IS NOT NULL)",
            name=op.f("ck_class_bookings_curious_told"),
        ),
        sa.CheckConstraint(
            "(good IS NOT NULL) = (evaluated_at IS NOT NULL)",
            name=op.f("ck_class_bookings_good_told"),
        ),
        sa.CheckConstraint(
            "curious IS NULL OR (curious >= 1 AND curious <= 5)",
            name=op.f("ck_class_bookings_curious_known"),
        ),
        sa.CheckConstraint(
            "good IS NULL OR (good >= 1 AND good <= 5)", name=op.f("ck_class_bookings_good_known")
        ),
        sa.CheckConstraint(
            "pupils >= 1 AND pupils <= 300", name=op.f("ck_class_bookings_pupils_possible")
        ),
        sa.CheckConstraint(
            "pupils_came IS NULL OR (pupils_came >= 1 AND pupils_came <= 300)",
            name=op.f("ck_class_bookings_pupils_came_possible"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["occasion_sessions.id"],
            name=op.f("fk_class_bookings_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_bookings")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_class_bookings_session_state", "class_bookings", ["session_id", "state"], unique=False
    )

    op.create_table(
        "teachers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("about_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_teachers_language_known")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_teachers_name_told")),
        sa.CheckConstraint(
            "(booking_id IS NULL) <> (request_id IS NULL)", name=op.f("ck_teachers_one_matter")
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["class_bookings.id"],
            name=op.f("fk_teachers_booking_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["school_requests.id"],
            name=op.f("fk_teachers_request_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teachers")),
        sa.UniqueConstraint("booking_id", name=op.f("uq_teachers_booking_id")),
        sa.UniqueConstraint("request_id", name=op.f("uq_teachers_request_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_teachers_email", "teachers", ["email"], unique=False)

    with op.batch_alter_table("letters", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("teacher_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_letters_teacher_id"),
            "teachers",
            ["teacher_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.drop_constraint(op.f("ck_letters_one_receiver"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_letters_one_receiver"), f"{BEFORE}{PART.format('teacher')} = 1"
        )


def downgrade() -> None:
    op.execute("DELETE FROM letters WHERE teacher_id IS NOT NULL")
    with op.batch_alter_table("letters", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(op.f("ck_letters_one_receiver"), type_="check")
        batch_op.create_check_constraint(op.f("ck_letters_one_receiver"), f"{BEFORE} = 1")
        batch_op.drop_constraint(batch_op.f("fk_letters_teacher_id"), type_="foreignkey")
        batch_op.drop_column("teacher_id")

    op.drop_index("ix_teachers_email", table_name="teachers")

    op.drop_table("teachers")
    op.drop_index("ix_class_bookings_session_state", table_name="class_bookings")

    op.drop_table("class_bookings")
    op.drop_index("ix_occasion_sessions_remind_at", table_name="occasion_sessions")
    op.drop_index(op.f("ix_occasion_sessions_occasion_id"), table_name="occasion_sessions")

    op.drop_table("occasion_sessions")
    op.drop_index("ix_occasions_state", table_name="occasions")
    op.drop_index(op.f("ix_occasions_activity_id"), table_name="occasions")

    op.drop_table("occasions")
    op.drop_index("ix_school_requests_state", table_name="school_requests")

    op.drop_table("school_requests")
