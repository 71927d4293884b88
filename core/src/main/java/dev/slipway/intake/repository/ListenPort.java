package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.ServiceKind;
import dev.slipway.intake.Variable;
import java.util.List;
import java.util.Optional;

/** The port of a program that takes it from another variable than {@code PORT}. */
final class ListenPort {

  private static final List<String> VARIABLES =
      List.of(
          "HTTP_PORT",
          "APP_PORT",
          "SERVER_PORT",
          "LISTEN_PORT",
          "SERVICE_PORT",
          "HTTP_SERVER_PORT",
          "HTTP_LISTEN_PORT");

  private ListenPort() {}

  /** Takes the code's own default, or the example's value where the code has none. */
  static void settle(Repository repository, ServiceDraft draft) {
    if (!draft.is(ServiceKind.WEB) || draft.portFromEnvironment) {
      return;
    }
    for (String name : VARIABLES) {
      Variable variable = draft.variables.get(name);
      if (variable == null) {
        continue;
      }
      Optional<Located<Integer>> port =
          variable
              .defaultValue()
              .flatMap(d -> port(d, variable.evidence()))
              .or(() -> example(repository, draft.root, name));
      if (port.isPresent()) {
        draft.port = port;
        return;
      }
    }
  }

  private static Optional<Located<Integer>> example(
      Repository repository, String root, String name) {
    return EnvironmentFiles.value(repository, root, name)
        .flatMap(v -> port(v.value(), v.evidence()));
  }

  private static Optional<Located<Integer>> port(String text, Evidence evidence) {
    boolean number =
        !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(Character::isDigit);
    int port = number ? Integer.parseInt(text) : 0;
    return port > 0 && port < 65536 ? Optional.of(Located.of(port, evidence)) : Optional.empty();
  }
}
