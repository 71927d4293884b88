package dev.slipway.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.facts.BlockSchema.NestedBlock;
import dev.slipway.facts.BlockSchema.Nesting;
import dev.slipway.facts.Constraints.Group;
import dev.slipway.value.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProviderSchemaTest {

  @Test
  void readsAttributesAndNestedBlocksOfOneType() {
    ProviderSchema google = ProviderSchema.of("google").orElseThrow();
    assertThat(google.version()).isEqualTo("7.45.0");
    BlockSchema service = google.resource("google_cloud_run_v2_service").orElseThrow().body();
    BlockSchema.Attribute location = service.attribute("location").orElseThrow();
    assertThat(location.required()).isTrue();
    assertThat(location.type()).isEqualTo(Type.Primitive.STRING);
    assertThat(service.attribute("labels").orElseThrow().type()).hasToString("map(string)");
    assertThat(service.attribute("uri").orElseThrow().settable()).isFalse();
    assertThat(service.attribute("conditions").orElseThrow().type().toString())
        .startsWith("list(object({execution_reason = string, ");
    NestedBlock template = service.block("template").orElseThrow();
    assertThat(template.nesting()).isEqualTo(Nesting.LIST);
    assertThat(template.min()).isEqualTo(1);
    assertThat(template.max()).isEqualTo(1);
    NestedBlock containers = template.body().block("containers").orElseThrow();
    assertThat(containers.max()).isZero();
    assertThat(containers.body().attribute("image").orElseThrow().required()).isTrue();
  }

  @Test
  void knowsSecretsWriteOnlyAndDeprecatedArguments() {
    BlockSchema version =
        ProviderSchema.ofType("google_secret_manager_secret_version")
            .orElseThrow()
            .resource("google_secret_manager_secret_version")
            .orElseThrow()
            .body();
    assertThat(version.attribute("secret_data").orElseThrow().sensitive()).isTrue();
    assertThat(version.attribute("secret_data_wo").orElseThrow().writeOnly()).isTrue();
  }

  @Test
  void keepsDataSourcesApartFromResources() {
    ProviderSchema google = ProviderSchema.of("google").orElseThrow();
    assertThat(google.data("google_project")).isPresent();
    assertThat(google.data("google_cloud_run_v2_job_iam_member")).isEmpty();
    assertThat(google.resource("google_project_servic")).isEmpty();
    assertThat(google.resource("google_project_services_")).isEmpty();
    assertThat(google.provider().attribute("region")).isPresent();
    assertThat(ProviderSchema.of("nosuch")).isEmpty();
  }

  @Test
  void everyTypeOfEveryProviderCanBeRead() {
    for (String provider : List.of("google", "aws", "azurerm")) {
      ProviderSchema schema = ProviderSchema.of(provider).orElseThrow();
      assertThat(schema.resourceTypes()).hasSizeGreaterThan(1000).isSorted();
      schema.resourceTypes().forEach(type -> walk(schema.resource(type).orElseThrow().body()));
      schema.dataTypes().forEach(type -> walk(schema.data(type).orElseThrow().body()));
      schema.resourceTypes().forEach(Constraints::of);
    }
  }

  private static void walk(BlockSchema body) {
    body.blocks().values().forEach(block -> assertThat(block.body()).isNotNull());
  }

  @Test
  void readsNestedAttributesAndObjects() {
    ProviderSchema schema =
        ProviderSchema.parse(
            """
            #0\tname:r:s settings:o:^l1 shape:oc:<a=[s,b={n> rule*s:0:3:1 !
            #1\tlevel:o:n
            d.x_y\t1
            provider\t1\tx\t1.0
            r.x_y\t0
            """);
    BlockSchema body = schema.resource("x_y").orElseThrow().body();
    assertThat(body.deprecated()).isTrue();
    assertThat(body.attribute("shape").orElseThrow().type())
        .hasToString("object({a = list(string), b = map(number)})");
    NestedBlock nested = body.attribute("settings").orElseThrow().nested().orElseThrow();
    assertThat(nested.nesting()).isEqualTo(Nesting.LIST);
    assertThat(nested.body().attribute("level")).isPresent();
    assertThat(body.block("rule").orElseThrow().max()).isEqualTo(3);
  }

  @Test
  void readsWhatProvidersRefuseBeyondTheirSchema() {
    Constraints instance = Constraints.of("google_sql_database_instance");
    assertThat(rule(instance, "settings.availability_type").allowed())
        .containsExactly("REGIONAL", "ZONAL");
    assertThat(rule(instance, "settings.maintenance_window.hour").max())
        .contains(new BigDecimal(23));
    assertThat(instance.groups())
        .contains(
            new Group(
                Group.Kind.CONFLICTS, List.of("root_password", "root_password_wo"), List.of()),
            new Group(
                Group.Kind.REQUIRES,
                List.of("root_password_wo_version"),
                List.of("root_password_wo")));
    assertThat(Constraints.of("google_no_such_thing")).isEqualTo(Constraints.NONE);
    assertThat(Constraints.of("google_backup_dr_backup_vault").deprecated())
        .contains("force_delete");
  }

  private static Constraints.ValueRule rule(Constraints constraints, String path) {
    return Objects.requireNonNull(constraints.values().get(path));
  }
}
