package dev.slipway.emit.record;

import java.util.List;

/**
 * One step of a runbook's entry.
 *
 * @param say what it does, and what to put in place of words in capitals
 * @param commands complete; empty where there is only something to know
 * @param expect what one should see afterwards; empty for nothing in particular
 */
record Step(String say, List<String> commands, String expect) {

  static Step of(String say, String... commands) {
    return new Step(say, List.of(commands), "");
  }

  Step expect(String words) {
    return new Step(say, commands, words);
  }
}
