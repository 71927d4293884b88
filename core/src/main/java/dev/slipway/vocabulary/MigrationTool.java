package dev.slipway.vocabulary;

/** Database migration tools that the repository reader knows. */
public enum MigrationTool {
  ALEMBIC("Alembic"),
  DJANGO("Django migrations"),
  PRISMA("Prisma Migrate"),
  KNEX("Knex"),
  GOLANG_MIGRATE("golang-migrate"),
  GOOSE("goose");

  private final String label;

  MigrationTool(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
