package dev.slipway.intake.configuration;

import dev.slipway.diagnostic.Suggestion;
import dev.slipway.evidence.Evidence;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that configuration knows: a subject's path, or {@code services.NAME.} and the path of a
 * service's subject.
 */
final class Keys {

  static final String SERVICES = "services";
  static final List<String> SECTIONS =
      List.of(SERVICES, "ignore", "waivers", "labels", "tags", "answers");

  private static final List<String> PROJECT = paths(Subjects.PROJECT);
  private static final List<String> SERVICE = paths(Subjects.SERVICE);

  private Keys() {}

  /** A key that names a subject, and the service it is said of. */
  record Key(Subject<?> subject, String scope) {

    /** The claim, if the text is a value of the subject. */
    Optional<Claim<?>> claim(String text, Evidence evidence) {
      return claim(subject, text, evidence);
    }

    private <T> Optional<Claim<?>> claim(Subject<T> of, String text, Evidence evidence) {
      return of.parse(text).map(value -> new Claim<>(of, scope, value, evidence, 0));
    }
  }

  static Optional<Key> find(String path) {
    if (!path.startsWith(SERVICES + ".")) {
      return find(Subjects.PROJECT, path, "");
    }
    for (Subject<?> subject : Subjects.SERVICE) {
      String ending = "." + subject.path();
      if (path.endsWith(ending) && path.length() > SERVICES.length() + 1 + ending.length()) {
        String scope = path.substring(SERVICES.length() + 1, path.length() - ending.length());
        return Optional.of(new Key(subject, scope));
      }
    }
    return Optional.empty();
  }

  static Optional<Key> ofService(String path, String service) {
    return find(Subjects.SERVICE, path, service);
  }

  /** Whether some key continues this path. */
  static boolean isSection(String path, boolean ofService) {
    return (ofService ? SERVICE : PROJECT).stream().anyMatch(p -> p.startsWith(path + "."));
  }

  /** A sentence naming the key that {@code path} most likely means, or none. */
  static String suggestion(String path, boolean ofService) {
    List<String> known = new ArrayList<>(ofService ? SERVICE : PROJECT);
    if (!ofService) {
      known.addAll(SECTIONS);
    }
    String last = path.substring(path.lastIndexOf('.') + 1);
    for (String key : List.copyOf(known)) {
      // People know the last word of a key better than the way to it.
      if (key.endsWith("." + last)) {
        return " Did you mean `" + key + "`?";
      }
    }
    for (String key : List.copyOf(known)) {
      for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
        known.add(key.substring(0, dot));
      }
    }
    return Suggestion.sentence(path, known);
  }

  private static Optional<Key> find(List<Subject<?>> subjects, String path, String scope) {
    return subjects.stream()
        .filter(s -> s.path().equals(path))
        .findFirst()
        .map(s -> new Key(s, scope));
  }

  private static List<String> paths(List<Subject<?>> subjects) {
    return subjects.stream().<String>map(Subject::path).toList();
  }
}
