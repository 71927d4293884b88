package dev.slipway.intake;

import dev.slipway.evidence.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * An environment variable that code reads or a record declares.
 *
 * @param name as the process sees it
 * @param secret whether its value must not be seen: by its name, the text around it and how the
 *     code uses it
 * @param required whether the program fails or misbehaves without it
 * @param defaultValue what the code or the record takes without it; never kept for a secret
 * @param purpose the record's or the comment's words, one line, possibly empty
 * @param service the service it belongs to by name; empty when the source does not say
 * @param evidence where it is read or declared
 */
public record Variable(
    String name,
    boolean secret,
    boolean required,
    Optional<String> defaultValue,
    String purpose,
    String service,
    Evidence evidence) {

  /** Names, other than {@code PORT}, under which programs are told what to listen on. */
  public static final List<String> LISTEN_PORTS =
      List.of(
          "HTTP_PORT",
          "APP_PORT",
          "SERVER_PORT",
          "LISTEN_PORT",
          "SERVICE_PORT",
          "HTTP_SERVER_PORT",
          "HTTP_LISTEN_PORT");
}
