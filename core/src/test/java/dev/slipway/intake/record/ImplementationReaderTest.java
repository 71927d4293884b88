package dev.slipway.intake.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.intake.Claim;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.Variable;
import dev.slipway.source.MemorySourceTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImplementationReaderTest {

  private static RecordFacts read(String text) {
    return RecordReader.read(
            MemorySourceTree.of(
                "project",
                Map.of(
                    "docs/impl.md",
                    "# Implementation Record: Shop\n\n**Status:** Approved\n\n" + text)))
        .value();
  }

  private static Variable variable(RecordFacts facts, String name) {
    return facts.variables().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void readsVariablesOfANestedList() {
    RecordFacts facts =
        read(
            """
            ## Handoff Notes
            ### For DevOps Agent
            - **Environment variables:**
              - `STRIPE_API_KEY`: charges cards
              - `LOG_LEVEL`: optional, defaults to `info`
              - `PUBLIC_URL` - where people find it
            """);
    assertThat(variable(facts, "STRIPE_API_KEY").secret()).isTrue();
    assertThat(variable(facts, "STRIPE_API_KEY").required()).isTrue();
    assertThat(variable(facts, "STRIPE_API_KEY").purpose()).isEqualTo("charges cards");
    assertThat(variable(facts, "LOG_LEVEL").required()).isFalse();
    assertThat(variable(facts, "LOG_LEVEL").defaultValue()).contains("info");
    assertThat(variable(facts, "PUBLIC_URL").secret()).isFalse();
  }

  @Test
  void readsVariablesOfATable() {
    RecordFacts facts =
        read(
            """
            ### For DevOps
            #### Environment Variables
            | Name | Purpose | Required | Default | Secret |
            |---|---|---|---|---|
            | `DATABASE_URL` | the database | Yes | | Yes |
            | `PAGE_SIZE` | rows on a page | No | 20 | No |
            """);
    assertThat(variable(facts, "DATABASE_URL").secret()).isTrue();
    assertThat(variable(facts, "PAGE_SIZE").defaultValue()).contains("20");
    assertThat(variable(facts, "PAGE_SIZE").required()).isFalse();
    assertThat(variable(facts, "PAGE_SIZE").secret()).isFalse();
    assertThat(variable(facts, "PAGE_SIZE").evidence().span().orElseThrow().line()).isEqualTo(10);
  }

  @Test
  void readsVariablesOfACodeBlockAndNeverKeepsASecretsValue() {
    RecordFacts facts =
        read(
            """
            ### For DevOps Agent
            #### Environment Variables
            ```bash
            DATABASE_URL=postgres://shop:hunter2@db/shop
            export PORT=8080 # what it listens on
            API_TOKEN=abc123
            ```
            """);
    assertThat(variable(facts, "PORT").defaultValue()).contains("8080");
    assertThat(variable(facts, "PORT").purpose()).isEqualTo("what it listens on");
    assertThat(facts.toString()).doesNotContain("hunter2").doesNotContain("abc123");
  }

  @Test
  void masksThePasswordOfAConnectionStringInProse() {
    RecordFacts facts =
        read(
            "### For DevOps Agent\n"
                + "- Infrastructure requirements:\n"
                + "  - PostgreSQL 16 at postgres://a:hunter2@db/x\n");
    assertThat(facts.toString()).doesNotContain("hunter2");
  }

  @Test
  void readsNeedsAndSizes() {
    RecordFacts facts =
        read(
            """
            ### For DevOps Agent
            - **Database migrations required:** Yes, `alembic upgrade head`
            - **Infrastructure requirements:**
              - PostgreSQL 16, 50 GB
              - Worker: 2 vCPU and 1 GB per instance
            - **Monitoring:**
              - alert on queue length
            """);
    assertThat(facts.infrastructureNeeds()).hasSize(3);
    assertThat(facts.monitoringNeeds())
        .extracting(m -> m.value())
        .containsExactly("alert on queue length");
    assertThat(facts.claims())
        .filteredOn(c -> c.subject().equals(Subjects.DATABASE_STORAGE))
        .extracting(c -> (Object) c.value())
        .containsExactly(50);
    assertThat(facts.claims())
        .filteredOn(c -> c.scope().equals("worker"))
        .extracting(Claim::value)
        .hasSize(2);
  }

  @Test
  void readsEndpointsOfListsAndTables() {
    RecordFacts facts =
        read(
            "## Documentation\n"
                + "### API Endpoints\n"
                + "- `POST /orders`: place one\n"
                + "- GET /orders/{id}\n\n"
                + "| Method | Path |\n"
                + "|---|---|\n"
                + "| DELETE | `/orders/{id}` |\n");
    assertThat(facts.endpoints())
        .extracting(e -> e.method() + " " + e.path())
        .isEqualTo(List.of("POST /orders", "GET /orders/{id}", "DELETE /orders/{id}"));
  }
}
