"""Courses, learning centres with times to book, and residents without an account."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

PART = " + CASE WHEN {}_id IS NULL THEN 0 ELSE 1 END"
BEFORE = (
    "CASE WHEN account_id IS NULL THEN 0 ELSE 1 END"
    + PART.format("student")
    + PART.format("contact")
    + PART.format("invitation")
    + PART.format("member")
    + PART.format("teacher")
)


def upgrade() -> None:
    op.create_table(
        "centres",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=4), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_centres_language_known")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_centres_name_told")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centres")),
        sa.UniqueConstraint("name", name=op.f("uq_centres_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "study_rooms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_study_rooms_name_told")),
        sa.CheckConstraint("capacity >= 1", name=op.f("ck_study_rooms_capacity_positive")),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_study_rooms_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_rooms")),
        sa.UniqueConstraint("centre_id", "name", name=op.f("uq_study_rooms_centre_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "study_slots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_study_slots_ends_after_start")),
        sa.CheckConstraint(
            "taken >= 0 AND taken <= capacity", name=op.f("ck_study_slots_places_hold")
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["study_rooms.id"], name=op.f("fk_study_slots_room_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_slots")),
        sa.UniqueConstraint("room_id", "starts_at", name=op.f("uq_study_slots_room_id_starts_at")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_study_slots_starts_at", "study_slots", ["starts_at"], unique=False)

    op.create_table(
        "study_times",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("closes > opens", name=op.f("ck_study_times_closes_after_opening")),
        sa.CheckConstraint(
            "weekday >= 0 AND weekday <= 6", name=op.f("ck_study_times_weekday_known")
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["study_rooms.id"], name=op.f("fk_study_times_room_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_times")),
        sa.UniqueConstraint(
            "room_id", "weekday", "opens", name=op.f("uq_study_times_room_id_weekday_opens")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "courses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("provider", sa.String(length=200), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=4), nullable=False),
        sa.Column("location", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("apply_from", sa.Date(), nullable=True),
        sa.Column("apply_by", sa.Date(), nullable=True),
        sa.Column("credits", sa.Double(), nullable=True),
        sa.Column("pace_percent", sa.Integer(), nullable=True),
        sa.Column("price_sek", sa.Integer(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("level", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column(
            "search_key",
            sa.String(length=300).with_variant(sa.String(length=300, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opening_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(retired_at IS NOT NULL) = (state = 'retired')",
            name=op.f("ck_courses_retired_at_told"),
        ),
        sa.CheckConstraint(
            "employer_id IS NULL OR form = 'commissioned'",
            name=op.f("ck_courses_employer_commissions"),
        ),
        sa.CheckConstraint(
            "form <> 'commissioned' OR NOT is_open", name=op.f("ck_courses_commissioned_is_closed")
        ),
        sa.CheckConstraint(
            "form IN ('distance', 'blended', 'campus', 'commissioned')",
            name=op.f("ck_courses_form_known"),
        ),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_courses_language_known")),
        sa.CheckConstraint("state IN ('listed', 'retired')", name=op.f("ck_courses_state_known")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_courses_title_told")),
        sa.CheckConstraint(
            "url = '' OR url LIKE 'https://%'", name=op.f("ck_courses_url_is_https")
        ),
        sa.CheckConstraint(
            "credits IS NULL OR credits >= 0", name=op.f("ck_courses_credits_positive")
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_courses_ends_after_start")
        ),
        sa.CheckConstraint(
            "pace_percent IS NULL OR (pace_percent >= 1 AND pace_percent <= 100)",
            name=op.f("ck_courses_pace_is_a_share"),
        ),
        sa.CheckConstraint(
            "price_sek IS NULL OR price_sek >= 0", name=op.f("ck_courses_price_positive")
        ),
        sa.CheckConstraint("seats IS NULL OR seats >= 0", name=op.f("ck_courses_seats_positive")),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_courses_activity_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employers.id"],
            name=op.f("fk_courses_employer_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_courses")),
        sa.UniqueConstraint("source", "key", name=op.f("uq_courses_source_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_courses_activity_id"), "courses", ["activity_id"], unique=False)
    op.create_index(op.f("ix_courses_employer_id"), "courses", ["employer_id"], unique=False)
    op.create_index("ix_courses_state_starts_on", "courses", ["state", "starts_on"], unique=False)

    op.create_table(
        "course_concepts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("concept_id", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concepts.id"], name=op.f("fk_course_concepts_concept_id")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["courses.id"],
            name=op.f("fk_course_concepts_course_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_concepts")),
        sa.UniqueConstraint("course_id", "words", name=op.f("uq_course_concepts_course_id_words")),
    )
    op.create_index(
        op.f("ix_course_concepts_concept_id"), "course_concepts", ["concept_id"], unique=False
    )

    op.create_table(
        "residents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("slot_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept_until", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(course_id IS NOT NULL) = (purpose = 'interest')",
            name=op.f("ck_residents_course_id_told"),
        ),
        sa.CheckConstraint(
            "(slot_id IS NOT NULL) = (purpose = 'study_place')",
            name=op.f("ck_residents_slot_id_told"),
        ),
        sa.CheckConstraint("email <> ''", name=op.f("ck_residents_email_told")),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_residents_language_known")),
        sa.CheckConstraint(
            "purpose IN ('interest', 'study_place')", name=op.f("ck_residents_purpose_known")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_residents_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["study_slots.id"], name=op.f("fk_residents_slot_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_residents")),
        sa.UniqueConstraint("course_id", "email", name=op.f("uq_residents_course_id_email")),
        sa.UniqueConstraint("slot_id", "email", name=op.f("uq_residents_slot_id_email")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_residents_kept_until"), "residents", ["kept_until"], unique=False)

    op.create_table(
        "resident_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("resident_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["resident_id"],
            ["residents.id"],
            name=op.f("fk_resident_links_resident_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resident_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_resident_links_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_resident_links_resident_id"), "resident_links", ["resident_id"], unique=False
    )

    with op.batch_alter_table("letters", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("resident_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_letters_resident_id"), ["resident_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_letters_resident_id"),
            "residents",
            ["resident_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.drop_constraint(op.f("ck_letters_one_receiver"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_letters_one_receiver"), f"{BEFORE}{PART.format('resident')} = 1"
        )


def downgrade() -> None:
    op.execute("DELETE FROM letters WHERE resident_id IS NOT NULL")
    with op.batch_alter_table("letters", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(op.f("ck_letters_one_receiver"), type_="check")
        batch_op.create_check_constraint(op.f("ck_letters_one_receiver"), f"{BEFORE} = 1")
        batch_op.drop_constraint(batch_op.f("fk_letters_resident_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_letters_resident_id"))
        batch_op.drop_column("resident_id")

    op.drop_index(op.f("ix_resident_links_resident_id"), table_name="resident_links")

    op.drop_table("resident_links")
    op.drop_index(op.f("ix_residents_kept_until"), table_name="residents")

    op.drop_table("residents")
    op.drop_index(op.f("ix_course_concepts_concept_id"), table_name="course_concepts")

    op.drop_table("course_concepts")
    op.drop_index("ix_courses_state_starts_on", table_name="courses")
    op.drop_index(op.f("ix_courses_employer_id"), table_name="courses")
    op.drop_index(op.f("ix_courses_activity_id"), table_name="courses")

    op.drop_table("courses")
    op.drop_table("study_times")
    op.drop_index("ix_study_slots_starts_at", table_name="study_slots")

    op.drop_table("study_slots")
    op.drop_table("study_rooms")
    op.drop_table("centres")
