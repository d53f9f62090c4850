"""The life-cycle model, activities, and the money they seek."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lifecycle_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("meeting", sa.String(length=120), nullable=False),
        sa.Column("minutes_reference", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "(adopted_on IS NOT NULL) = (state = 'adopted')",
            name=op.f("ck_lifecycle_versions_adopted_on_told"),
        ),
        sa.CheckConstraint(
            "state <> 'adopted' OR (meeting <> '' AND minutes_reference <> '')",
            name=op.f("ck_lifecycle_versions_adopted_in_a_meeting"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'adopted')", name=op.f("ck_lifecycle_versions_state_known")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_lifecycle_versions_number_counts")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["accounts.id"], name=op.f("fk_lifecycle_versions_created_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lifecycle_versions")),
        sa.UniqueConstraint("number", name=op.f("uq_lifecycle_versions_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "activities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("for_whom", sa.Text(), nullable=False),
        sa.Column("by_whom", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("responsible", sa.String(length=160), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("goal_figure", sa.Integer(), nullable=True),
        sa.Column("goal_measure", sa.String(length=20), nullable=False),
        sa.Column("cost_sek", sa.Integer(), nullable=False),
        sa.Column("apply_at", sa.String(length=400), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("review_comment", sa.Text(), nullable=False),
        sa.Column("lifecycle_version_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("unfunded_allowed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome_figure", sa.Integer(), nullable=True),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "goal_measure IN ('placed', 'completed', 'booked', 'took_part', 'told')",
            name=op.f("ck_activities_goal_measure_known"),
        ),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN ('mentorship', 'internship', 'thesis', 'traineeship')",
            name=op.f("ck_activities_kind_known"),
        ),
        sa.CheckConstraint(
            "stage IN ('attract', 'stimulate', 'retain', 'develop')",
            name=op.f("ck_activities_stage_known"),
        ),
        sa.CheckConstraint(
            "state <> 'evaluated' OR learned <> ''", name=op.f("ck_activities_evaluated_is_told")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'cancelled') OR (what <> '' AND for_whom <> '' AND by_whom <> '' AND goal_figure IS NOT NULL)",
            name=op.f("ck_activities_proposed_is_told"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'proposed', 'reviewed', 'approved', 'declined', 'deferred', 'planned', 'running', 'completed', 'evaluated', 'cancelled')",
            name=op.f("ck_activities_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('completed', 'evaluated') OR outcome_figure IS NOT NULL",
            name=op.f("ck_activities_completed_has_outcome"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('declined', 'deferred', 'cancelled') OR reason <> ''",
            name=op.f("ck_activities_reason_told"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('planned', 'running', 'completed', 'evaluated') OR (starts_on IS NOT NULL AND ends_on IS NOT NULL AND responsible <> '')",
            name=op.f("ck_activities_planned_has_dates"),
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_activities_title_told")),
        sa.CheckConstraint("cost_sek >= 0", name=op.f("ck_activities_cost_positive")),
        sa.CheckConstraint(
            "apply_at = '' OR substr(apply_at, 1, 8) = 'https://'",
            name=op.f("ck_activities_apply_at_is_secure"),
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_activities_ends_after_start")
        ),
        sa.CheckConstraint(
            "goal_figure IS NULL OR goal_figure >= 0", name=op.f("ck_activities_goal_positive")
        ),
        sa.ForeignKeyConstraint(
            ["lifecycle_version_id"],
            ["lifecycle_versions.id"],
            name=op.f("fk_activities_lifecycle_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["accounts.id"], name=op.f("fk_activities_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["accounts.id"], name=op.f("fk_activities_reviewed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_activities_stage_state", "activities", ["stage", "state"], unique=False)

    op.create_table(
        "lifecycle_stages",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("purpose_sv", sa.Text(), nullable=False),
        sa.Column("purpose_en", sa.Text(), nullable=False),
        sa.Column("groups_sv", sa.Text(), nullable=False),
        sa.Column("groups_en", sa.Text(), nullable=False),
        sa.Column("kinds_sv", sa.Text(), nullable=False),
        sa.Column("kinds_en", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "purpose_sv <> '' AND purpose_en <> ''", name=op.f("ck_lifecycle_stages_purpose_told")
        ),
        sa.CheckConstraint(
            "stage IN ('attract', 'stimulate', 'retain', 'develop')",
            name=op.f("ck_lifecycle_stages_stage_known"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["lifecycle_versions.id"],
            name=op.f("fk_lifecycle_stages_version_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "stage", name=op.f("pk_lifecycle_stages")),
    )
    op.create_table(
        "activity_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_activity_days_title_told")),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_activity_days_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_days")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_activity_days_activity_id"), "activity_days", ["activity_id"], unique=False
    )

    op.create_table(
        "activity_hosts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_activity_hosts_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employers.id"],
            name=op.f("fk_activity_hosts_employer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_hosts")),
        sa.UniqueConstraint(
            "activity_id", "employer_id", name=op.f("uq_activity_hosts_activity_id_employer_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_activity_hosts_employer_id"), "activity_hosts", ["employer_id"], unique=False
    )

    op.create_table(
        "funding_sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=160), nullable=False),
        sa.Column("amount_sek", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("granted_sek", sa.Integer(), nullable=True),
        sa.Column("own_share_percent", sa.Integer(), nullable=True),
        sa.Column("report_due_on", sa.Date(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(decided_on IS NOT NULL) = (state IN ('granted', 'refused'))",
            name=op.f("ck_funding_sources_decided_on_told"),
        ),
        sa.CheckConstraint(
            "(granted_sek IS NOT NULL) = (state = 'granted')",
            name=op.f("ck_funding_sources_granted_sek_told"),
        ),
        sa.CheckConstraint("source <> ''", name=op.f("ck_funding_sources_source_told")),
        sa.CheckConstraint(
            "(applied_on IS NOT NULL) = (state <> 'listed')",
            name=op.f("ck_funding_sources_applied_on_told"),
        ),
        sa.CheckConstraint(
            "state IN ('listed', 'applied', 'granted', 'refused')",
            name=op.f("ck_funding_sources_state_known"),
        ),
        sa.CheckConstraint("amount_sek > 0", name=op.f("ck_funding_sources_amount_positive")),
        sa.CheckConstraint(
            "decided_on IS NULL OR decided_on >= applied_on",
            name=op.f("ck_funding_sources_decided_after_applying"),
        ),
        sa.CheckConstraint(
            "reported_on IS NULL OR state = 'granted'",
            name=op.f("ck_funding_sources_reported_if_granted"),
        ),
        sa.CheckConstraint(
            "granted_sek IS NULL OR granted_sek > 0",
            name=op.f("ck_funding_sources_granted_positive"),
        ),
        sa.CheckConstraint(
            "own_share_percent IS NULL OR (own_share_percent >= 0 AND own_share_percent <= 100)",
            name=op.f("ck_funding_sources_share_possible"),
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_funding_sources_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_sources")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_funding_sources_activity_id"), "funding_sources", ["activity_id"], unique=False
    )

    with op.batch_alter_table("offers", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("activity_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_offers_activity_id"), ["activity_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_offers_activity_id"),
            "activities",
            ["activity_id"],
            ["id"],
            ondelete="SET NULL",
        )

    with op.batch_alter_table("rounds", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("activity_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_rounds_activity_id"), ["activity_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_rounds_activity_id"),
            "activities",
            ["activity_id"],
            ["id"],
            ondelete="SET NULL",
        )


def downgrade() -> None:
    with op.batch_alter_table("rounds", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_rounds_activity_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_rounds_activity_id"))
        batch_op.drop_column("activity_id")

    with op.batch_alter_table("offers", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_offers_activity_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_offers_activity_id"))
        batch_op.drop_column("activity_id")

    op.drop_index(op.f("ix_funding_sources_activity_id"), table_name="funding_sources")

    op.drop_table("funding_sources")
    op.drop_index(op.f("ix_activity_hosts_employer_id"), table_name="activity_hosts")

    op.drop_table("activity_hosts")
    op.drop_index(op.f("ix_activity_days_activity_id"), table_name="activity_days")

    op.drop_table("activity_days")
    op.drop_table("lifecycle_stages")
    op.drop_index("ix_activities_stage_state", table_name="activities")

    op.drop_table("activities")
    op.drop_table("lifecycle_versions")
