package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Strength;
import dev.slipway.intake.ServiceKind;
import dev.slipway.intake.Variable;
import java.util.List;
import java.util.Optional;

/** The port of a program that takes it from another variable than {@code PORT}. */
final class ListenPort {

  private static final List<String> ADDRESSES =
      List.of("ADDR", "HTTP_ADDR", "LISTEN_ADDR", "SERVER_ADDR", "BIND_ADDR", "HTTP_ADDRESS");

  private ListenPort() {}

  /** Takes the code's own default, or the example's value where the code has none. */
  static void settle(Repository repository, ServiceDraft draft) {
    if (!draft.is(ServiceKind.WEB) || draft.portFromEnvironment) {
      return;
    }
    for (String name : Variable.LISTEN_PORTS) {
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
    if (draft.port.filter(p -> p.evidence().strength() != Strength.ASSUMED).isEmpty()) {
      address(draft).ifPresent(p -> draft.port = Optional.of(p));
    }
  }

  /** {@code :8082}, {@code 0.0.0.0:8082} or {@code 8082}, as the code takes it by itself. */
  private static Optional<Located<Integer>> address(ServiceDraft draft) {
    for (String name : ADDRESSES) {
      Variable variable = draft.variables.get(name);
      if (variable != null && variable.defaultValue().isPresent()) {
        String text = variable.defaultValue().get();
        return port(text.substring(text.lastIndexOf(':') + 1), variable.evidence());
      }
    }
    return Optional.empty();
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
