package dev.slipway.check.policy;

import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.azure.AzureAddresses;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a workload became. */
final class AzureRunners {

  static final String FUNCTION = "azurerm_function_app_flex_consumption";
  static final String APP = "azurerm_container_app";

  private AzureRunners() {}

  /** Apps, jobs and functions of a workload, in each region. */
  static List<Resource> running(Output output, Workload workload) {
    return Stream.of(
            AzureAddresses.app(workload.name()),
            AzureAddresses.job(workload.name()),
            AzureAddresses.function(workload.name()))
        .flatMap(address -> inEachRegion(output, address).stream())
        .toList();
  }

  /** A resource and its twins in the further regions. */
  static List<Resource> inEachRegion(Output output, ResourceAddress address) {
    List<Resource> twins = new ArrayList<>();
    output.main().find(address).ifPresent(twins::add);
    for (String word : List.of("secondary", "tertiary")) {
      output
          .main()
          .find(new ResourceAddress(address.mode(), address.type(), address.name() + "_" + word))
          .ifPresent(twins::add);
    }
    return twins;
  }

  static boolean isFunction(Resource runner) {
    return runner.address().type().equals(FUNCTION);
  }

  /** The settings of an app, a job or a function: constant or composed values, by name. */
  static Map<String, Expression> settings(Output output, Resource runner) {
    Map<String, Expression> settings = new LinkedHashMap<>();
    for (Body env : Output.deep(runner.body(), "env")) {
      String name = env.argument("name").flatMap(output.production()::text).orElse("");
      env.argument("value").ifPresent(value -> settings.put(name, value));
    }
    Output.at(runner, "app_settings").stream()
        .flatMap(e -> References.in(e).objects().stream())
        .flatMap(o -> o.entries().stream())
        .forEach(e -> settings.put(output.production().text(e.key()).orElse(""), e.value()));
    return settings;
  }

  /** The subnet that an app, a job or a function sends from. */
  static Optional<Expression> subnet(Output output, Resource runner) {
    Optional<Expression> direct = Output.at(runner, "virtual_network_subnet_id");
    if (direct.isPresent()) {
      return direct;
    }
    return References.in(runner).names("azurerm_container_app_environment").stream()
        .map(name -> ResourceAddress.managed("azurerm_container_app_environment", name))
        .flatMap(address -> output.main().find(address).stream())
        .flatMap(environment -> Output.at(environment, "infrastructure_subnet_id").stream())
        .findFirst();
  }
}
