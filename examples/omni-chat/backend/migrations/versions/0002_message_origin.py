"""Which provider and model wrote a message

Both columns may be empty, so the release before this one keeps working.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("provider", sa.String(32)))
    op.add_column("messages", sa.Column("model", sa.String(64)))


def downgrade() -> None:
    op.drop_column("messages", "model")
    op.drop_column("messages", "provider")
