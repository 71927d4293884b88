package dev.slipway.check.waiver;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import dev.slipway.vocabulary.Waiver;
import java.util.Optional;

/**
 * A decision to live with what one rule finds in one place.
 *
 * @param rule the rule's id
 * @param place where it holds
 * @param waiver reason, owner and last day
 * @param span where the decision is written
 */
record RuleWaiver(String rule, Place place, Waiver waiver, Span span) {

  /** Where a waiver holds. */
  sealed interface Place {

    boolean covers(Diagnostic finding);

    /** Everywhere. */
    record Everywhere() implements Place {
      @Override
      public boolean covers(Diagnostic finding) {
        return true;
      }
    }

    /** Some lines of a file. */
    record Lines(String file, int first, int last) implements Place {
      @Override
      public boolean covers(Diagnostic finding) {
        Optional<Span> span = finding.span();
        return span.isPresent()
            && span.get().file().equals(file)
            && span.get().line() >= first
            && span.get().line() <= last;
      }
    }

    /**
     * An address such as {@code module.web.aws_instance.a}, with or without instance keys; a file;
     * or a folder with a slash at its end.
     */
    record Address(String address) implements Place {
      @Override
      public boolean covers(Diagnostic finding) {
        return finding.address().map(this::isIt).orElse(false)
            || finding
                .span()
                .map(s ->
                    s.file().equals(address)
                        || (address.endsWith("/") && s.file().startsWith(address)))
                .orElse(false);
      }

      private boolean isIt(String found) {
        return found.equals(address) || withoutKeys(found).equals(address);
      }

      private static String withoutKeys(String address) {
        StringBuilder plain = new StringBuilder(address.length());
        int depth = 0;
        for (int i = 0; i < address.length(); i++) {
          char c = address.charAt(i);
          depth += c == '[' ? 1 : 0;
          if (depth == 0) {
            plain.append(c);
          }
          depth -= c == ']' && depth > 0 ? 1 : 0;
        }
        return plain.toString();
      }
    }
  }
}
