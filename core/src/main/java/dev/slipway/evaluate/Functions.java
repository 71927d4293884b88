package dev.slipway.evaluate;

import java.util.List;
import java.util.Optional;

/** The functions that a place may call. */
public interface Functions {

  Optional<Function> find(String name);

  /** All names, sorted; for messages. */
  List<String> names();

  /** How much the expressions may do together that get their functions from here. */
  default WorkLimit work() {
    return new WorkLimit();
  }
}
