package dev.slipway.cloud.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Expressions;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every design, whatever it is. */
class AzureInvariantsTest {

  static Stream<String> designs() {
    return Designs.all().keySet().stream();
  }

  private static Blueprint design(String name) {
    return Objects.requireNonNull(Designs.all().get(name));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void makesNothingWaitForItself(String design) {
    Stack stack = AzureLowering.main(design(design));
    assertThat(References.cycle(stack)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void refersToARepeatedResourceByItsNumber(String design) {
    Stack stack = AzureLowering.main(design(design));
    TreeSet<String> repeated = new TreeSet<>();
    for (Resource resource : stack.resources()) {
      if (resource.meta().count().isPresent()) {
        repeated.add(resource.address().toString());
      }
    }
    for (Resource resource : stack.resources()) {
      List<Reference> all = new ArrayList<>();
      References.collect(resource.body(), all);
      for (Reference reference : all) {
        if (repeated.contains(References.name(reference)) && reference.steps().size() > 1) {
          assertThat(reference.steps().get(1))
              .as(resource.address() + " refers to " + References.name(reference))
              .isNotInstanceOf(Reference.Attribute.class);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void givesNoIdentityMoreThanItsConnections(String design) {
    Blueprint blueprint = design(design);
    for (Resource right : AzureLowering.main(blueprint).ofType("azurerm_role_assignment")) {
      String scope =
          String.join(" ", References.names(right.body().argument("scope").orElseThrow()));
      for (Workload workload : blueprint.workloads()) {
        if (holds(right, workload)) {
          assertThat(allowed(blueprint, workload))
              .as(right.address() + " on " + scope)
              .anyMatch(scope::equals);
          assertThat(text(right.body(), "role_definition_name"))
              .doesNotContain("Owner")
              .isNotEqualTo("Contributor")
              .doesNotContain("Administrator");
        }
      }
    }
  }

  private static boolean holds(Resource right, Workload workload) {
    List<String> principal = References.names(right.body().argument("principal_id").orElseThrow());
    return principal.contains(AzureAddresses.identity(workload.name()).toString())
        || principal.contains(AzureAddresses.function(workload.name()).toString());
  }

  /** Everything that the blueprint says a workload uses, by address. */
  private static List<String> allowed(Blueprint blueprint, Workload workload) {
    List<String> allowed = new ArrayList<>();
    for (Connection connection : workload.connections()) {
      blueprint.datastore(connection.to().name()).ifPresent(d -> allowed.addAll(resources(d)));
      blueprint
          .workload(connection.to().name())
          .ifPresent(w -> allowed.add(AzureAddresses.job(w.name()).toString()));
    }
    for (Datastore store : blueprint.datastores()) {
      if (worksOff(store, workload)) {
        allowed.addAll(resources(store));
      }
      if (reads(workload, store)) {
        DatastoreLogins.of(blueprint, store).forEach(url -> allowed.add(url.address().toString()));
      }
    }
    for (Secret secret : blueprint.secrets()) {
      if (secret.readers().contains(workload.name()) || reads(workload, secret)) {
        allowed.add(AzureAddresses.secret(secret.name()).toString());
      }
    }
    return allowed;
  }

  private static boolean worksOff(Datastore store, Workload workload) {
    return switch (store) {
      case Datastore.TaskQueue queue -> queue.target().equals(workload.name());
      case Datastore.Topic topic ->
          topic.subscriptions().stream().anyMatch(s -> s.workload().equals(workload.name()));
      case Datastore.Relational _,
          Datastore.Cache _,
          Datastore.Document _,
          Datastore.Bucket _,
          Datastore.External _ ->
          false;
    };
  }

  private static boolean reads(Workload workload, Datastore store) {
    return workload.settings().stream()
        .anyMatch(s ->
            s.value() instanceof Setting.DatastoreUrl(String name, String _)
                && name.equals(store.name()));
  }

  private static boolean reads(Workload workload, Secret secret) {
    return workload.settings().stream()
        .anyMatch(s ->
            s.value() instanceof Setting.SecretReference(String name)
                && name.equals(secret.name()));
  }

  private static List<String> resources(Datastore store) {
    return switch (store) {
      case Datastore.Bucket b -> List.of(AzureAddresses.container(b.name()).toString());
      case Datastore.TaskQueue q -> List.of(AzureAddresses.taskQueue(q.name()).toString());
      case Datastore.Topic t ->
          Stream.concat(
                  Stream.of(AzureAddresses.topic(t.name())),
                  t.subscriptions().stream().map(s -> AzureAddresses.subscription(s.name())))
              .map(ResourceAddress::toString)
              .toList();
      case Datastore.Document d -> List.of(AzureAddresses.document(d.name()).toString());
      case Datastore.Relational _, Datastore.Cache _, Datastore.External _ -> List.of();
    };
  }

  @ParameterizedTest
  @MethodSource("designs")
  void putsTlsOnEveryPublicDoor(String design) {
    Stack stack = AzureLowering.main(design(design));
    for (Resource app : stack.ofType("azurerm_container_app")) {
      for (Body ingress : app.body().blocks("ingress")) {
        assertThat(ingress.argument("allow_insecure_connections"))
            .contains(Expressions.bool(false));
      }
    }
    for (Resource route : stack.ofType("azurerm_cdn_frontdoor_route")) {
      assertThat(route.body().argument("https_redirect_enabled")).contains(Expressions.bool(true));
      assertThat(text(route.body(), "forwarding_protocol")).isEqualTo("HttpsOnly");
    }
    for (Resource function : stack.ofType("azurerm_function_app_flex_consumption")) {
      assertThat(function.body().argument("https_only")).contains(Expressions.bool(true));
    }
    for (Resource domain : stack.ofType("azurerm_cdn_frontdoor_custom_domain")) {
      assertThat(text(domain.body().blocks("tls").getFirst(), "minimum_version"))
          .isEqualTo("TLS12");
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void letsTheInternetInOnlyWhereTheDesignSaysSo(String design) {
    Blueprint blueprint = design(design);
    Stack stack = AzureLowering.main(blueprint);
    for (Workload workload : blueprint.workloads()) {
      if (workload.exposure() == Workload.Exposure.PUBLIC || Requirement.kubernetes(blueprint)) {
        continue;
      }
      stack
          .find(AzureAddresses.app(workload.name()))
          .ifPresent(app ->
              assertThat(app.body().blocks("ingress"))
                  .allSatisfy(ingress ->
                      assertThat(
                              ingress
                                      .argument("external_enabled")
                                      .equals(Optional.of(Expressions.bool(false)))
                                  || closed(stack))
                          .isTrue()));
      stack
          .find(AzureAddresses.function(workload.name()))
          .ifPresent(function -> assertThat(guarded(function)).isTrue());
    }
  }

  private static boolean closed(Stack stack) {
    return stack
        .find(AzureAddresses.APP_ENVIRONMENT)
        .filter(e -> text(e.body(), "public_network_access").equals("Disabled"))
        .isPresent();
  }

  private static boolean guarded(Resource function) {
    return function
            .body()
            .argument("public_network_access_enabled")
            .equals(Optional.of(Expressions.bool(false)))
        || text(function.body().blocks("site_config").getFirst(), "ip_restriction_default_action")
            .equals("Deny");
  }

  @ParameterizedTest
  @MethodSource("designs")
  void letsEveryWorkloadReachWhatItUses(String design) {
    Blueprint blueprint = design(design);
    Stack stack = AzureLowering.main(blueprint);
    if (Requirement.kubernetes(blueprint)) {
      return;
    }
    for (Workload workload : blueprint.workloads()) {
      for (Place place : places(blueprint, workload)) {
        Resource running = running(stack, workload, place);
        assertThat(References.names(running.body()))
            .as("identity of " + workload.name())
            .contains(AzureAddresses.identity(workload.name()).toString());
        for (Setting setting : workload.settings()) {
          if (!setting.buildTime() && setting.value() instanceof Setting.WorkloadUrl(String to)) {
            answers(blueprint, stack, to, place);
          }
        }
      }
    }
  }

  private static List<Place> places(Blueprint blueprint, Workload workload) {
    return switch (workload.kind()) {
      case SERVICE, STATIC_SITE, FUNCTION -> Place.all(blueprint);
      case WORKER, JOB, SCHEDULED_JOB -> List.of(Place.primary(blueprint));
    };
  }

  private static Resource running(Stack stack, Workload workload, Place place) {
    ResourceAddress address =
        switch (workload.kind()) {
          case SERVICE, STATIC_SITE, WORKER -> AzureAddresses.app(workload.name());
          case JOB, SCHEDULED_JOB -> AzureAddresses.job(workload.name());
          case FUNCTION -> AzureAddresses.function(workload.name());
        };
    return stack.find(place.of(address)).orElseThrow(() -> new AssertionError(address.toString()));
  }

  private static void answers(Blueprint blueprint, Stack stack, String to, Place place) {
    Workload target = blueprint.workload(to).orElseThrow();
    Resource running = running(stack, target, place);
    assertThat(
            running.body().blocks("ingress").size() + running.body().blocks("site_config").size())
        .as(to + " answers")
        .isEqualTo(1);
  }

  private static String text(Body body, String argument) {
    return body.argument(argument).orElse(Expressions.text(""))
            instanceof Expression.Text(String value)
        ? value
        : "";
  }
}
