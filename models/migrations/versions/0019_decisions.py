"""Meetings of the steering group, their agendas, and the register of decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

PART = "CASE WHEN {}_id IS NULL THEN 0 ELSE 1 END"
BEFORE = " + ".join(
    PART.format(receiver) for receiver in ("account", "student", "contact", "invitation")
)
AFTER = f"{BEFORE} + {PART.format('member')}"


def upgrade() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agenda_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes_reference", sa.String(length=120), nullable=False),
        sa.Column("minutes_approved_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(minutes_approved_on IS NOT NULL) = (state = 'minuted')",
            name=op.f("ck_meetings_minutes_approved_on_told"),
        ),
        sa.CheckConstraint("place <> ''", name=op.f("ck_meetings_place_told")),
        sa.CheckConstraint(
            "state <> 'minuted' OR minutes_reference <> ''",
            name=op.f("ck_meetings_minuted_has_reference"),
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'held', 'minuted')", name=op.f("ck_meetings_state_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meetings_starts_at"), "meetings", ["starts_at"], unique=False)

    op.create_table(
        "steering_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("party", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("works_for_id", sa.Integer(), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "erased_at IS NULL OR (name = '' AND address = '' AND until IS NOT NULL)",
            name=op.f("ck_steering_members_erased_is_nobody"),
        ),
        sa.CheckConstraint(
            "language IN ('sv', 'en')", name=op.f("ck_steering_members_language_known")
        ),
        sa.CheckConstraint(
            "name <> '' OR erased_at IS NOT NULL", name=op.f("ck_steering_members_name_told")
        ),
        sa.CheckConstraint(
            "party IN ('municipality', 'university')", name=op.f("ck_steering_members_party_known")
        ),
        sa.CheckConstraint(
            "until IS NULL OR until >= since", name=op.f("ck_steering_members_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_steering_members_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["works_for_id"],
            ["employers.id"],
            name=op.f("fk_steering_members_works_for_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steering_members")),
        sa.UniqueConstraint("account_id", name=op.f("uq_steering_members_account_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "agenda_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("model_id", sa.Integer(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("background", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(activity_id IS NOT NULL) = (subject IN ('activity', 'unfunded'))",
            name=op.f("ck_agenda_items_activity_id_told"),
        ),
        sa.CheckConstraint(
            "(model_id IS NOT NULL) = (subject = 'model')",
            name=op.f("ck_agenda_items_model_id_told"),
        ),
        sa.CheckConstraint(
            "(title <> '') = (subject = 'matter')", name=op.f("ck_agenda_items_matter_has_title")
        ),
        sa.CheckConstraint(
            "corrects_id IS NULL OR subject = 'matter'",
            name=op.f("ck_agenda_items_correction_is_matter"),
        ),
        sa.CheckConstraint("question <> ''", name=op.f("ck_agenda_items_question_told")),
        sa.CheckConstraint(
            "subject IN ('activity', 'unfunded', 'model', 'matter')",
            name=op.f("ck_agenda_items_subject_known"),
        ),
        sa.CheckConstraint("position >= 1", name=op.f("ck_agenda_items_position_counts")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_agenda_items_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["agenda_items.id"], name=op.f("fk_agenda_items_corrects_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name=op.f("fk_agenda_items_meeting_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["model_id"], ["lifecycle_versions.id"], name=op.f("fk_agenda_items_model_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_agenda_items_corrects_id")),
        sa.UniqueConstraint(
            "meeting_id", "activity_id", name=op.f("uq_agenda_items_meeting_id_activity_id")
        ),
        sa.UniqueConstraint(
            "meeting_id", "model_id", name=op.f("uq_agenda_items_meeting_id_model_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_agenda_items_activity_id"), "agenda_items", ["activity_id"], unique=False
    )
    op.create_index(
        op.f("ix_agenda_items_meeting_id"), "agenda_items", ["meeting_id"], unique=False
    )

    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("ruling", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("may_run_unfunded", sa.Boolean(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_from", sa.String(length=20), nullable=False),
        sa.Column("minutes_reference", sa.String(length=120), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("took_part", sa.Integer(), nullable=False),
        sa.Column("state_before", sa.String(length=20), nullable=True),
        sa.Column("state_after", sa.String(length=20), nullable=True),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "may_run_unfunded = (ruling = 'allowed') OR (may_run_unfunded AND ruling = 'approved')",
            name=op.f("ck_decisions_unfunded_by_word"),
        ),
        sa.CheckConstraint(
            "recorded_from <> 'minutes' OR minutes_reference <> ''",
            name=op.f("ck_decisions_minutes_have_reference"),
        ),
        sa.CheckConstraint(
            "recorded_from IN ('page', 'minutes')", name=op.f("ck_decisions_recorded_from_known")
        ),
        sa.CheckConstraint(
            "ruling IN ('approved', 'allowed', 'adopted', 'noted', 'deferred', 'declined')",
            name=op.f("ck_decisions_ruling_known"),
        ),
        sa.CheckConstraint(
            "ruling NOT IN ('deferred', 'declined') OR reason <> ''",
            name=op.f("ck_decisions_reason_told"),
        ),
        sa.CheckConstraint(
            "(state_after IS NOT NULL) = (state_before IS NOT NULL)",
            name=op.f("ck_decisions_state_after_told"),
        ),
        sa.CheckConstraint("took_part >= 1", name=op.f("ck_decisions_somebody_took_part")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_items.id"], name=op.f("fk_decisions_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_decisions_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("item_id", name=op.f("uq_decisions_item_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decisions_decided_on", "decisions", ["decided_on"], unique=False)

    op.create_table(
        "decision_participants",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("presence", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "presence IN ('took_part', 'aside', 'absent')",
            name=op.f("ck_decision_participants_presence_known"),
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_decision_participants_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["steering_members.id"], name=op.f("fk_decision_participants_member_id")
        ),
        sa.PrimaryKeyConstraint("decision_id", "member_id", name=op.f("pk_decision_participants")),
    )
    with op.batch_alter_table("letters", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("member_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("meeting_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_letters_meeting_id"), "meetings", ["meeting_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_letters_member_id"), "steering_members", ["member_id"], ["id"]
        )
        batch_op.drop_constraint(op.f("ck_letters_one_receiver"), type_="check")
        batch_op.create_check_constraint(op.f("ck_letters_one_receiver"), f"{AFTER} = 1")


def downgrade() -> None:
    op.execute("DELETE FROM letters WHERE member_id IS NOT NULL")
    with op.batch_alter_table("letters", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(op.f("ck_letters_one_receiver"), type_="check")
        batch_op.create_check_constraint(op.f("ck_letters_one_receiver"), f"{BEFORE} = 1")
        batch_op.drop_constraint(batch_op.f("fk_letters_member_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_letters_meeting_id"), type_="foreignkey")
        batch_op.drop_column("meeting_id")
        batch_op.drop_column("member_id")

    op.drop_table("decision_participants")
    op.drop_index("ix_decisions_decided_on", table_name="decisions")

    op.drop_table("decisions")
    op.drop_index(op.f("ix_agenda_items_meeting_id"), table_name="agenda_items")
    op.drop_index(op.f("ix_agenda_items_activity_id"), table_name="agenda_items")

    op.drop_table("agenda_items")
    op.drop_table("steering_members")
    op.drop_index(op.f("ix_meetings_starts_at"), table_name="meetings")

    op.drop_table("meetings")
