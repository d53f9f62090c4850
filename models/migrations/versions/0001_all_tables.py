"""All tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "concepts",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("sv", sa.String(length=200), nullable=False),
        sa.Column("en", sa.String(length=200), nullable=False),
        sa.Column("broader_id", sa.String(length=120), nullable=True),
        sa.CheckConstraint(
            "kind IN ('skill', 'tool', 'occupation', 'field', 'programme')",
            name=op.f("ck_concepts_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["broader_id"], ["concepts.id"], name=op.f("fk_concepts_broader_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concepts")),
    )
    op.create_index("ix_concepts_kind", "concepts", ["kind"], unique=False)
    op.create_table(
        "employers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("organisation_number", sa.String(length=10), nullable=False),
        sa.Column("is_sole_trader", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(length=4), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column(
            "search_key",
            sa.String(length=300).with_variant(sa.String(length=300, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "sort_key",
            sa.String(length=300).with_variant(sa.String(length=300, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(verified_at IS NOT NULL) = (state IN ('verified', 'paused'))",
            name=op.f("ck_employers_verified_at_told"),
        ),
        sa.CheckConstraint(
            "state IN ('registered', 'verified', 'refused', 'paused')",
            name=op.f("ck_employers_state_known"),
        ),
        sa.CheckConstraint(
            "length(organisation_number) = 10", name=op.f("ck_employers_organisation_number_length")
        ),
        sa.ForeignKeyConstraint(
            ["verified_by_id"], ["accounts.id"], name="fk_employers_verified_by_id", use_alter=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employers")),
        sa.UniqueConstraint(
            "organisation_number", "unit", name=op.f("uq_employers_organisation_number_unit")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_employers_search_key", "employers", ["search_key"], unique=False)
    op.create_table(
        "event_chain",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_chain")),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("thing", sa.String(length=40), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("for_role", sa.String(length=20), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("hash", name=op.f("uq_events_hash")),
        sa.UniqueConstraint("previous_hash", name=op.f("uq_events_previous_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_thing", "events", ["thing", "thing_id"], unique=False)
    op.create_table(
        "roles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("permissions", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "name IN ('student', 'employer', 'coordinator', 'steering', 'admin', 'system')",
            name=op.f("ck_roles_name_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
        sa.UniqueConstraint("name", name=op.f("uq_roles_name")),
    )
    op.create_table(
        "sent_forms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("location", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_forms")),
        sa.UniqueConstraint("actor", "key", name=op.f("uq_sent_forms_actor_key")),
    )
    op.create_index(op.f("ix_sent_forms_at"), "sent_forms", ["at"], unique=False)
    op.create_table(
        "weights",
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_weights")),
    )
    op.create_table(
        "worker_signs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_signs")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("tf_primary_method", sa.String(length=64), nullable=True),
        sa.Column("tf_totp_secret", sa.String(length=255), nullable=True),
        sa.Column("tf_last_counter", sa.Integer(), nullable=True),
        sa.Column("mf_recovery_codes", sa.Text(), nullable=True),
        sa.Column("works_for_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_accounts_language_known")),
        sa.ForeignKeyConstraint(
            ["works_for_id"], ["employers.id"], name=op.f("fk_accounts_works_for_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_accounts_fs_uniquifier")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "concept_labels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concept_id", sa.String(length=120), nullable=False),
        sa.Column(
            "key",
            sa.String(length=300).with_variant(sa.String(length=300, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["concept_id"],
            ["concepts.id"],
            name=op.f("fk_concept_labels_concept_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept_labels")),
        sa.UniqueConstraint("concept_id", "key", name=op.f("uq_concept_labels_concept_id_key")),
    )
    op.create_index("ix_concept_labels_key", "concept_labels", ["key"], unique=False)
    op.create_table(
        "account_roles",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_account_roles_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["role_id"], ["roles.id"], name=op.f("fk_account_roles_role_id")),
        sa.PrimaryKeyConstraint("account_id", "role_id", name=op.f("pk_account_roles")),
    )
    op.create_table(
        "adoptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_adoptions_reason_told")),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_adoptions_by_id")),
        sa.ForeignKeyConstraint(
            ["version"], ["weights.version"], name=op.f("fk_adoptions_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoptions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_adoptions_version"), "adoptions", ["version"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_contacts_language_known")),
        sa.CheckConstraint(
            "left_at IS NULL OR (account_id IS NULL AND email = '' AND phone = '')",
            name=op.f("ck_contacts_left_speaks_for_nobody"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_contacts_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employers.id"],
            name=op.f("fk_contacts_employer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contacts_account_id"), "contacts", ["account_id"], unique=False)
    op.create_index(op.f("ix_contacts_employer_id"), "contacts", ["employer_id"], unique=False)
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("is_rolling", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("requested_digest", sa.String(length=64), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(published_at IS NOT NULL) = (state IN ('published', 'archived'))",
            name=op.f("ck_rounds_published_at_told"),
        ),
        sa.CheckConstraint(
            "NOT is_rolling OR state = 'open'", name=op.f("ck_rounds_rolling_is_open")
        ),
        sa.CheckConstraint(
            "kind IN ('mentorship', 'internship', 'thesis', 'traineeship')",
            name=op.f("ck_rounds_kind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'open', 'closed', 'published', 'archived')",
            name=op.f("ck_rounds_state_known"),
        ),
        sa.CheckConstraint(
            "closes_on IS NULL OR closes_on >= opens_on",
            name=op.f("ck_rounds_closes_after_opening"),
        ),
        sa.CheckConstraint(
            "is_rolling OR (opens_on IS NOT NULL AND closes_on IS NOT NULL)",
            name=op.f("ck_rounds_dated_has_dates"),
        ),
        sa.CheckConstraint(
            "published_at IS NULL OR (published_by_id IS NOT NULL AND requested_by_id IS NOT NULL AND published_by_id <> requested_by_id)",
            name=op.f("ck_rounds_two_persons_publish"),
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["accounts.id"], name=op.f("fk_rounds_published_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["accounts.id"], name=op.f("fk_rounds_requested_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_rounds_rolling_kind",
        "rounds",
        ["kind"],
        unique=True,
        sqlite_where=sa.text("is_rolling"),
        postgresql_where=sa.text("is_rolling"),
    )
    op.create_table(
        "students",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=120), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column(
            "search_key",
            sa.String(length=300).with_variant(sa.String(length=300, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "sort_key",
            sa.String(length=300).with_variant(sa.String(length=300, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("is_adult", sa.Boolean(), nullable=False),
        sa.Column("is_protected", sa.Boolean(), nullable=False),
        sa.Column("university", sa.String(length=120), nullable=False),
        sa.Column("recognised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recognised_by_id", sa.Integer(), nullable=True),
        sa.Column("programme", sa.String(length=200), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=True),
        sa.Column("graduates_on", sa.Date(), nullable=True),
        sa.Column("home_place", sa.String(length=4), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=4), nullable=False),
        sa.Column("travel_km", sa.Double(), nullable=True),
        sa.Column("travel_minutes", sa.Double(), nullable=True),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("moves", sa.Boolean(), nullable=False),
        sa.Column("hours_per_week", sa.Double(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(left_at IS NOT NULL) = (state = 'left')", name=op.f("ck_students_left_at_told")
        ),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_students_language_known")),
        sa.CheckConstraint(
            "level IS NULL OR level IN ('bachelor', 'master')", name=op.f("ck_students_level_known")
        ),
        sa.CheckConstraint(
            "state <> 'submitted' OR is_adult", name=op.f("ck_students_submitted_is_adult")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'left')", name=op.f("ck_students_state_known")
        ),
        sa.CheckConstraint(
            "hours_per_week IS NULL OR (hours_per_week > 0 AND hours_per_week <= 60)",
            name=op.f("ck_students_hours_per_week_possible"),
        ),
        sa.CheckConstraint(
            "travel_km IS NULL OR travel_km >= 0", name=op.f("ck_students_travel_km_positive")
        ),
        sa.CheckConstraint(
            "travel_minutes IS NULL OR travel_minutes >= 0",
            name=op.f("ck_students_travel_minutes_positive"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_students_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["recognised_by_id"], ["accounts.id"], name=op.f("fk_students_recognised_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_students")),
        sa.UniqueConstraint("account_id", name=op.f("uq_students_account_id")),
        sa.UniqueConstraint("email", name=op.f("uq_students_email")),
        sa.UniqueConstraint("source", name=op.f("uq_students_source")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_students_search_key", "students", ["search_key"], unique=False)
    op.create_table(
        "offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=120), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column(
            "search_key",
            sa.String(length=300).with_variant(sa.String(length=300, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("place", sa.String(length=4), nullable=False),
        sa.Column("remote", sa.String(length=20), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("hours_per_week", sa.Double(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("places_taken", sa.Integer(), nullable=False),
        sa.Column("pay", sa.String(length=20), nullable=True),
        sa.Column("pay_sek_per_month", sa.Integer(), nullable=True),
        sa.Column("insured_by", sa.String(length=20), nullable=True),
        sa.Column("credits", sa.Integer(), nullable=True),
        sa.Column("mentor_name", sa.String(length=120), nullable=False),
        sa.Column("apply_url", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_comment", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(withdrawn_at IS NOT NULL) = (state = 'withdrawn')",
            name=op.f("ck_offers_withdrawn_at_told"),
        ),
        sa.CheckConstraint(
            "kind IN ('mentorship', 'internship', 'thesis', 'traineeship')",
            name=op.f("ck_offers_kind_known"),
        ),
        sa.CheckConstraint(
            "remote IN ('onsite', 'hybrid', 'remote')", name=op.f("ck_offers_remote_known")
        ),
        sa.CheckConstraint(
            "state <> 'published' OR published_at IS NOT NULL",
            name=op.f("ck_offers_published_at_told"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'published', 'withdrawn')",
            name=op.f("ck_offers_state_known"),
        ),
        sa.CheckConstraint(
            "credits IS NULL OR credits IN (15, 30)", name=op.f("ck_offers_credits_known")
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_offers_ends_after_start")),
        sa.CheckConstraint(
            "hours_per_week IS NULL OR (hours_per_week > 0 AND hours_per_week <= 60)",
            name=op.f("ck_offers_hours_possible"),
        ),
        sa.CheckConstraint(
            "pay_sek_per_month IS NULL OR pay_sek_per_month > 0",
            name=op.f("ck_offers_pay_positive"),
        ),
        sa.CheckConstraint("places >= 1", name=op.f("ck_offers_places_positive")),
        sa.CheckConstraint(
            "places_taken >= 0 AND places_taken <= places", name=op.f("ck_offers_places_hold")
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_offers_contact_id")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employers.id"], name=op.f("fk_offers_employer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sa.UniqueConstraint("source", name=op.f("uq_offers_source")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_offers_contact_id"), "offers", ["contact_id"], unique=False)
    op.create_index(op.f("ix_offers_employer_id"), "offers", ["employer_id"], unique=False)
    op.create_index("ix_offers_state_kind", "offers", ["state", "kind"], unique=False)
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=True),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("sent_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(offer_id IS NULL) <> (employer_id IS NULL)", name=op.f("ck_changes_of_one_thing")
        ),
        sa.CheckConstraint(
            "sent_back_at IS NULL OR comment <> ''", name=op.f("ck_changes_sent_back_says_why")
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employers.id"],
            name=op.f("fk_changes_employer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offers.id"], name=op.f("fk_changes_offer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
        sa.UniqueConstraint("employer_id", name=op.f("uq_changes_employer_id")),
        sa.UniqueConstraint("offer_id", name=op.f("uq_changes_offer_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("progress", sa.Double(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reckoned_on", sa.Date(), nullable=False),
        sa.Column("weights_version", sa.String(length=40), nullable=True),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=True),
        sa.Column("input_digest", sa.String(length=64), nullable=True),
        sa.Column("output_digest", sa.String(length=64), nullable=True),
        sa.Column("student_count", sa.Integer(), nullable=False),
        sa.Column("offer_count", sa.Integer(), nullable=False),
        sa.Column("unmatched", sa.JSON(), nullable=False),
        sa.Column("spread", sa.JSON(), nullable=False),
        sa.Column("failure", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "(finished_at IS NOT NULL) = (state IN ('done', 'cancelled', 'failed'))",
            name=op.f("ck_runs_finished_at_told"),
        ),
        sa.CheckConstraint(
            "state <> 'done' OR output_digest IS NOT NULL", name=op.f("ck_runs_done_has_output")
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'done', 'cancelled', 'failed')",
            name=op.f("ck_runs_state_known"),
        ),
        sa.CheckConstraint(
            "step IN ('waiting', 'reading', 'ranking', 'allocating', 'writing', 'finished')",
            name=op.f("ck_runs_step_known"),
        ),
        sa.CheckConstraint("progress >= 0 AND progress <= 1", name=op.f("ck_runs_progress_share")),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["accounts.id"], name=op.f("fk_runs_requested_by_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_runs_round_id")),
        sa.ForeignKeyConstraint(
            ["weights_version"], ["weights.version"], name=op.f("fk_runs_weights_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_runs_round_id"), "runs", ["round_id"], unique=False)
    op.create_index(
        "uq_runs_active_round",
        "runs",
        ["round_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('queued', 'running')"),
        postgresql_where=sa.text("state IN ('queued', 'running')"),
    )
    op.create_table(
        "seeking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('mentorship', 'internship', 'thesis', 'traineeship')",
            name=op.f("ck_seeking_kind_known"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_seeking_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_seeking_student_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seeking")),
        sa.UniqueConstraint("student_id", "kind", name=op.f("uq_seeking_student_id_kind")),
    )
    op.create_table(
        "student_languages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 6", name=op.f("ck_student_languages_level_known")),
        sa.ForeignKeyConstraint(
            ["student_id"],
            ["students.id"],
            name=op.f("fk_student_languages_student_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_student_languages")),
        sa.UniqueConstraint(
            "student_id", "code", name=op.f("uq_student_languages_student_id_code")
        ),
    )
    op.create_table(
        "student_skills",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("concept_id", sa.String(length=120), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_student_skills_level_known")),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concepts.id"], name=op.f("fk_student_skills_concept_id")
        ),
        sa.ForeignKeyConstraint(
            ["student_id"],
            ["students.id"],
            name=op.f("fk_student_skills_student_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_student_skills")),
        sa.UniqueConstraint("student_id", "words", name=op.f("uq_student_skills_student_id_words")),
    )
    op.create_table(
        "close_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("findings", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("failure", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "(finished_at IS NOT NULL) = (findings IS NOT NULL OR failure <> '')",
            name=op.f("ck_close_ups_finished_with_something"),
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"], name=op.f("fk_close_ups_offer_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_close_ups_run_id")),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_close_ups_student_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_close_ups")),
        sa.UniqueConstraint(
            "run_id", "student_id", "offer_id", name=op.f("uq_close_ups_run_id_student_id_offer_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_close_ups_offer_id"), "close_ups", ["offer_id"], unique=False)
    op.create_index(op.f("ix_close_ups_student_id"), "close_ups", ["student_id"], unique=False)
    op.create_index(
        "ix_close_ups_waiting",
        "close_ups",
        ["asked_at"],
        unique=False,
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_table(
        "hints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("wish", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "reason <> 'other' OR words <> ''", name=op.f("ck_hints_other_in_words")
        ),
        sa.CheckConstraint(
            "reason IN ('student_asked', 'employer_asked', 'have_met', 'more_is_known', 'tried_before', 'too_close', 'needed_elsewhere', 'other')",
            name=op.f("ck_hints_reason_known"),
        ),
        sa.CheckConstraint(
            "wish IN ('require', 'encourage', 'discourage', 'forbid')",
            name=op.f("ck_hints_wish_known"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_hints_by_id")),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"], name=op.f("fk_hints_offer_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_hints_round_id")),
        sa.ForeignKeyConstraint(["student_id"], ["students.id"], name=op.f("fk_hints_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hints")),
        sa.UniqueConstraint(
            "round_id", "student_id", "offer_id", name=op.f("uq_hints_round_id_student_id_offer_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_hints_offer_id"), "hints", ["offer_id"], unique=False)
    op.create_index(op.f("ix_hints_student_id"), "hints", ["student_id"], unique=False)
    op.create_table(
        "interests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(length=20), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "choice IN ('interested', 'not_for_me')", name=op.f("ck_interests_choice_known")
        ),
        sa.CheckConstraint(
            "rank IS NULL OR (rank >= 1 AND choice = 'interested')",
            name=op.f("ck_interests_rank_of_interest"),
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offers.id"], name=op.f("fk_interests_offer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["student_id"],
            ["students.id"],
            name=op.f("fk_interests_student_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interests")),
        sa.UniqueConstraint(
            "student_id", "offer_id", name=op.f("uq_interests_student_id_offer_id")
        ),
    )
    op.create_index(op.f("ix_interests_offer_id"), "interests", ["offer_id"], unique=False)
    op.create_table(
        "offer_fields",
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("concept_id", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concepts.id"], name=op.f("fk_offer_fields_concept_id")
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offers.id"], name=op.f("fk_offer_fields_offer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("offer_id", "concept_id", name=op.f("pk_offer_fields")),
    )
    op.create_table(
        "offer_languages",
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 6", name=op.f("ck_offer_languages_level_known")),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["offers.id"],
            name=op.f("fk_offer_languages_offer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("offer_id", "code", name=op.f("pk_offer_languages")),
    )
    op.create_table(
        "offer_levels",
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "level IN ('bachelor', 'master')", name=op.f("ck_offer_levels_level_known")
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offers.id"], name=op.f("fk_offer_levels_offer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("offer_id", "level", name=op.f("pk_offer_levels")),
    )
    op.create_table(
        "offer_skills",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("use", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("concept_id", sa.String(length=120), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("use IN ('must', 'wished')", name=op.f("ck_offer_skills_use_known")),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_offer_skills_level_known")),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concepts.id"], name=op.f("fk_offer_skills_concept_id")
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offers.id"], name=op.f("fk_offer_skills_offer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_skills")),
        sa.UniqueConstraint(
            "offer_id", "use", "words", name=op.f("uq_offer_skills_offer_id_use_words")
        ),
    )
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(precision=53), nullable=False),
        sa.Column("p_student", sa.Float(precision=53), nullable=False),
        sa.Column("p_employer", sa.Float(precision=53), nullable=False),
        sa.Column("student_rank", sa.Integer(), nullable=True),
        sa.Column("offer_rank", sa.Integer(), nullable=True),
        sa.Column("is_proposed", sa.Boolean(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.CheckConstraint("score >= 0 AND score <= 1", name=op.f("ck_suggestions_score_share")),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"], name=op.f("fk_suggestions_offer_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_suggestions_run_id")),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_suggestions_student_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sa.UniqueConstraint(
            "run_id",
            "student_id",
            "offer_id",
            name=op.f("uq_suggestions_run_id_student_id_offer_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_suggestions_offer_id"), "suggestions", ["offer_id"], unique=False)
    op.create_index(
        "ix_suggestions_run_offer",
        "suggestions",
        ["run_id", "offer_id", "offer_rank"],
        unique=False,
    )
    op.create_index(
        "ix_suggestions_run_student",
        "suggestions",
        ["run_id", "student_id", "student_rank"],
        unique=False,
    )
    op.create_index(op.f("ix_suggestions_student_id"), "suggestions", ["student_id"], unique=False)
    op.create_table(
        "matches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("reason_words", sa.Text(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_words", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("reply_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("meeting_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("supervisor", sa.String(length=120), nullable=False),
        sa.Column("academic_supervisor", sa.String(length=120), nullable=False),
        sa.Column("examiner", sa.String(length=120), nullable=False),
        sa.Column("interrupted_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(interrupted_on IS NOT NULL) = (state = 'interrupted')",
            name=op.f("ck_matches_interrupted_on_told"),
        ),
        sa.CheckConstraint(
            "(placed_at IS NOT NULL) = (state IN ('placed', 'completed', 'interrupted'))",
            name=op.f("ck_matches_placed_at_told"),
        ),
        sa.CheckConstraint(
            "placed_at IS NULL OR (starts_on IS NOT NULL AND ends_on IS NOT NULL AND ends_on >= starts_on AND supervisor <> '')",
            name=op.f("ck_matches_placed_has_dates"),
        ),
        sa.CheckConstraint(
            "state <> 'rejected' OR reason IS NOT NULL", name=op.f("ck_matches_rejected_has_reason")
        ),
        sa.CheckConstraint(
            "state IN ('confirmed', 'rejected', 'offered', 'agreed', 'declined', 'expired', 'filled', 'withdrawn', 'placed', 'interrupted', 'completed')",
            name=op.f("ck_matches_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('agreed', 'placed', 'completed', 'interrupted') OR agreed_at IS NOT NULL",
            name=op.f("ck_matches_agreed_at_told"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('offered', 'agreed', 'placed', 'completed', 'interrupted') OR offered_at IS NOT NULL",
            name=op.f("ck_matches_offered_at_told"),
        ),
        sa.CheckConstraint(
            "(offered_at IS NULL) = (reply_by IS NULL)",
            name=op.f("ck_matches_offered_has_reply_by"),
        ),
        sa.CheckConstraint(
            "(asked_words IS NOT NULL) = (offered_at IS NOT NULL)",
            name=op.f("ck_matches_asked_words_told"),
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"], name=op.f("fk_matches_offer_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_matches_round_id")),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_matches_student_id")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestions.id"], name=op.f("fk_matches_suggestion_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matches")),
        sa.UniqueConstraint(
            "round_id",
            "student_id",
            "offer_id",
            name=op.f("uq_matches_round_id_student_id_offer_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_matches_offer_state", "matches", ["offer_id", "state"], unique=False)
    op.create_index("ix_matches_state_reply_by", "matches", ["state", "reply_by"], unique=False)
    op.create_index("ix_matches_student_state", "matches", ["student_id", "state"], unique=False)
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("match_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=20), nullable=False),
        sa.Column("says_yes", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("reason_words", sa.Text(), nullable=False),
        sa.CheckConstraint("side IN ('student', 'employer')", name=op.f("ck_answers_side_known")),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_answers_by_id")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_answers_contact_id")
        ),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name=op.f("fk_answers_match_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("match_id", "side", name=op.f("uq_answers_match_id_side")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "evaluations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("match_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=20), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("would_again", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "side IN ('student', 'employer')", name=op.f("ck_evaluations_side_known")
        ),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_evaluations_rating_known")),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name=op.f("fk_evaluations_match_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations")),
        sa.UniqueConstraint("match_id", "side", name=op.f("uq_evaluations_match_id_side")),
    )
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("student_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("match_id", sa.Integer(), nullable=True),
        sa.Column("offer_id", sa.Integer(), nullable=True),
        sa.Column("once", sa.String(length=120), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("send_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "(sent_at IS NOT NULL) = (state = 'sent')", name=op.f("ck_letters_sent_at_told")
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'sending', 'sent', 'failed', 'held')",
            name=op.f("ck_letters_state_known"),
        ),
        sa.CheckConstraint(
            "CASE WHEN account_id IS NULL THEN 0 ELSE 1 END + CASE WHEN student_id IS NULL THEN 0 ELSE 1 END + CASE WHEN contact_id IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_letters_one_receiver"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_letters_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_letters_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["match_id"], ["matches.id"], name=op.f("fk_letters_match_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"], name=op.f("fk_letters_offer_id")),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_letters_student_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("once", name=op.f("uq_letters_once")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_letters_state_send_after", "letters", ["state", "send_after"], unique=False)
    op.create_table(
        "links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("match_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_because", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('answer', 'follow', 'evaluate')", name=op.f("ck_links_purpose_known")
        ),
        sa.CheckConstraint(
            "revoked_because IN ('match_moved', 'contact_changed', 'employer_stopped')",
            name=op.f("ck_links_revoked_because_known"),
        ),
        sa.CheckConstraint(
            "(revoked_because IS NOT NULL) = (revoked_at IS NOT NULL)",
            name=op.f("ck_links_revoked_because_told"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_links_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["match_id"], ["matches.id"], name=op.f("fk_links_match_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_links_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_links_match_id"), "links", ["match_id"], unique=False)
    # Two tables refer to each other; SQLite takes a reference ahead of its table.
    if op.get_bind().dialect.name != "sqlite":
        op.create_foreign_key(
            "fk_employers_verified_by_id", "employers", "accounts", ["verified_by_id"], ["id"]
        )


def downgrade() -> None:
    # Two tables refer to each other; SQLite takes a reference ahead of its table.
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint("fk_employers_verified_by_id", "employers", type_="foreignkey")
    op.drop_index(op.f("ix_links_match_id"), table_name="links")
    op.drop_table("links")
    op.drop_index("ix_letters_state_send_after", table_name="letters")
    op.drop_table("letters")
    op.drop_table("evaluations")
    op.drop_table("answers")
    op.drop_index("ix_matches_student_state", table_name="matches")
    op.drop_index("ix_matches_state_reply_by", table_name="matches")
    op.drop_index("ix_matches_offer_state", table_name="matches")
    op.drop_table("matches")
    op.drop_index(op.f("ix_suggestions_student_id"), table_name="suggestions")
    op.drop_index("ix_suggestions_run_student", table_name="suggestions")
    op.drop_index("ix_suggestions_run_offer", table_name="suggestions")
    op.drop_index(op.f("ix_suggestions_offer_id"), table_name="suggestions")
    op.drop_table("suggestions")
    op.drop_table("offer_skills")
    op.drop_table("offer_levels")
    op.drop_table("offer_languages")
    op.drop_table("offer_fields")
    op.drop_index(op.f("ix_interests_offer_id"), table_name="interests")
    op.drop_table("interests")
    op.drop_index(op.f("ix_hints_student_id"), table_name="hints")
    op.drop_index(op.f("ix_hints_offer_id"), table_name="hints")
    op.drop_table("hints")
    op.drop_index(
        "ix_close_ups_waiting",
        table_name="close_ups",
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.drop_index(op.f("ix_close_ups_student_id"), table_name="close_ups")
    op.drop_index(op.f("ix_close_ups_offer_id"), table_name="close_ups")
    op.drop_table("close_ups")
    op.drop_table("student_skills")
    op.drop_table("student_languages")
    op.drop_table("seeking")
    op.drop_index(
        "uq_runs_active_round",
        table_name="runs",
        sqlite_where=sa.text("state IN ('queued', 'running')"),
        postgresql_where=sa.text("state IN ('queued', 'running')"),
    )
    op.drop_index(op.f("ix_runs_round_id"), table_name="runs")
    op.drop_table("runs")
    op.drop_table("changes")
    op.drop_index("ix_offers_state_kind", table_name="offers")
    op.drop_index(op.f("ix_offers_employer_id"), table_name="offers")
    op.drop_index(op.f("ix_offers_contact_id"), table_name="offers")
    op.drop_table("offers")
    op.drop_index("ix_students_search_key", table_name="students")
    op.drop_table("students")
    op.drop_index(
        "uq_rounds_rolling_kind",
        table_name="rounds",
        sqlite_where=sa.text("is_rolling"),
        postgresql_where=sa.text("is_rolling"),
    )
    op.drop_table("rounds")
    op.drop_index(op.f("ix_contacts_employer_id"), table_name="contacts")
    op.drop_index(op.f("ix_contacts_account_id"), table_name="contacts")
    op.drop_table("contacts")
    op.drop_index(op.f("ix_adoptions_version"), table_name="adoptions")
    op.drop_table("adoptions")
    op.drop_table("account_roles")
    op.drop_index("ix_concept_labels_key", table_name="concept_labels")
    op.drop_table("concept_labels")
    op.drop_table("accounts")
    op.drop_table("worker_signs")
    op.drop_table("weights")
    op.drop_index(op.f("ix_sent_forms_at"), table_name="sent_forms")
    op.drop_table("sent_forms")
    op.drop_table("roles")
    op.drop_index("ix_events_thing", table_name="events")
    op.drop_table("events")
    op.drop_table("event_chain")
    op.drop_index("ix_employers_search_key", table_name="employers")
    op.drop_table("employers")
    op.drop_index("ix_concepts_kind", table_name="concepts")
    op.drop_table("concepts")
