package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the port that a Node.js service listens on. */
final class NodePorts {

  private static final Pattern FROM_ENVIRONMENT =
      Pattern.compile(
          "process\\.env(?:\\.|\\[['\"])(?:(?:APP|SERVER|HTTP|API|WEB|NODE|SERVICE|LISTEN)_)?PORT(?:['\"]\\])?[^\\n]{0,20}?(?:\\|\\||\\?\\?|:)\\s{0,3}['\"]?([0-9]{2,5})\\b");
  private static final Pattern FROM_CONFIGURATION =
      Pattern.compile(
          "\\bPORT['\"]?\\s{0,4}[:,]\\s{0,4}[^\\n]{0,120}?(?:default\\(|default:\\s{0,3}|,\\s{0,3}|catch\\()['\"]?([0-9]{2,5})\\b");
  private static final Pattern LITERAL =
      Pattern.compile("\\.listen\\(\\s{0,8}(?:\\{\\s{0,8}port\\s{0,3}:\\s{0,3})?([0-9]{2,5})\\b");
  private static final Pattern NAMED =
      Pattern.compile("\\b(?:const|let|var)\\s{1,4}(?:port|PORT)\\s{0,3}=\\s{0,3}([0-9]{2,5})\\b");

  private static final int DEFAULT = 3000;

  private NodePorts() {}

  static void fill(ServiceDraft draft, List<SourceFile> sources) {
    for (SourceFile file : sources) {
      draft.portFromEnvironment |=
          file.find(
                  "process.env.PORT",
                  "process.env['PORT']",
                  "process.env[\"PORT\"]",
                  "env.PORT",
                  "'PORT'",
                  "\"PORT\"",
                  "PORT: z.",
                  "PORT: port(",
                  "PORT: num(")
              >= 0;
    }
    for (Pattern pattern : List.of(FROM_ENVIRONMENT, FROM_CONFIGURATION, LITERAL, NAMED)) {
      Optional<Located<Integer>> port = find(sources, pattern);
      if (port.isPresent()) {
        draft.port = port;
        return;
      }
    }
    draft.port =
        Optional.of(
            Located.of(
                DEFAULT,
                Evidence.assumed(
                    "the code takes PORT, and " + DEFAULT + " is the usual one for Node.js")));
  }

  private static Optional<Located<Integer>> find(List<SourceFile> sources, Pattern pattern) {
    for (SourceFile file : sources) {
      if (file.find("PORT", "port", ".listen(") >= 0
          && !file.path().contains(".test.")
          && !file.path().contains(".spec.")) {
        Matcher matcher = pattern.matcher(file.code());
        if (matcher.find()) {
          int port = Integer.parseInt(matcher.group(1));
          if (port > 0 && port < 65536) {
            return Optional.of(Located.of(port, file.derived(matcher.start())));
          }
        }
      }
    }
    return Optional.empty();
  }
}
