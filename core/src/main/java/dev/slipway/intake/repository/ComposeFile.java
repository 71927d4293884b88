package dev.slipway.intake.repository;

import dev.slipway.document.Node;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.DatastoreUse;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The services of the compose files that people run the project with on their own machines. */
record ComposeFile(List<Part> parts) {

  /**
   * One service of a compose file.
   *
   * @param context the build context from the project's root, if it is built here
   * @param dockerfile from the project's root
   * @param store the datastore that its image is
   */
  record Part(
      String name,
      Optional<String> context,
      Optional<String> dockerfile,
      Optional<String> target,
      Optional<DatastoreUse> store,
      Optional<Located<List<String>>> command,
      Optional<Located<Integer>> port,
      List<Setting> environment,
      List<String> dependsOn,
      Evidence evidence) {}

  /** A variable that a compose file sets. */
  record Setting(String name, Optional<String> value, Evidence evidence) {}

  private static final List<String> FILES =
      List.of(
          "compose.yaml",
          "compose.yml",
          "docker-compose.yaml",
          "docker-compose.yml",
          "docker-compose.prod.yml",
          "docker-compose.production.yml",
          "compose.prod.yaml",
          "compose.production.yaml");

  static ComposeFile of(Repository repository) {
    List<Part> parts = new ArrayList<>();
    List<String> folders = new ArrayList<>(List.of(""));
    for (String name : FILES) {
      for (String path : repository.named(name)) {
        String folder = Names.folder(path);
        if (Names.isDeployed("", path) && !folders.contains(folder)) {
          folders.add(folder);
        }
      }
    }
    for (String folder : folders) {
      for (String name : FILES) {
        String path = Names.join(folder, name);
        if (repository.contains(path)) {
          read(repository, path, parts);
        }
      }
    }
    return new ComposeFile(List.copyOf(parts));
  }

  private static void read(Repository repository, String path, List<Part> parts) {
    Optional<SourceFile> file = repository.file(path);
    Optional<Node> root = repository.document(path);
    if (file.isPresent() && root.isPresent()) {
      root.get()
          .get("services")
          .ifPresent(services -> services.entries().forEach(e -> parts.add(part(file.get(), e))));
    }
  }

  private static Part part(SourceFile file, Node.Entry entry) {
    Node node = entry.value();
    String folder = Names.folder(file.path());
    Evidence evidence = file.at(entry.keySpan());
    Optional<Node> build = node.get("build");
    Optional<String> written =
        build.flatMap(b -> b.text().or(() -> Optional.of(b.text("context").orElse("."))));
    Optional<String> context = written.flatMap(c -> Names.resolve(folder, c));
    Optional<String> dockerfile =
        context.flatMap(
            c -> build.flatMap(b -> b.text("dockerfile")).flatMap(d -> Names.resolve(c, d)));
    return new Part(
        entry.key(),
        context,
        dockerfile,
        build.flatMap(b -> b.text("target")),
        build.isPresent() ? Optional.empty() : node.get("image").flatMap(i -> store(file, i)),
        node.get("command")
            .filter(c -> !c.texts().isEmpty())
            .map(c -> Located.of(words(c), file.at(c.span()))),
        port(file, node),
        environment(file, node),
        node.get("depends_on").map(ComposeFile::names).orElse(List.of()),
        evidence);
  }

  private static List<String> words(Node command) {
    return command.text().map(ShellWords::command).orElseGet(command::texts);
  }

  private static List<String> names(Node node) {
    List<String> names = new ArrayList<>(node.texts());
    node.entries().forEach(e -> names.add(e.key()));
    return names;
  }

  /** The port inside the container of the first published port. */
  private static Optional<Located<Integer>> port(SourceFile file, Node node) {
    List<Node> ports = new ArrayList<>();
    node.get("ports").ifPresent(p -> ports.addAll(p.items()));
    node.get("expose").ifPresent(p -> ports.addAll(p.items()));
    for (Node port : ports) {
      String text = port.text().or(() -> port.text("target")).orElse("");
      String inside = text.substring(text.lastIndexOf(':') + 1).replace("}", "");
      int slash = inside.indexOf('/');
      Optional<Integer> number = number(slash < 0 ? inside : inside.substring(0, slash));
      if (number.isPresent()) {
        return number.map(n -> Located.of(n, file.at(port.span())));
      }
    }
    return Optional.empty();
  }

  static Optional<Integer> number(String text) {
    String digits = text.strip();
    boolean valid =
        !digits.isEmpty()
            && digits.length() <= 5
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return valid
        ? Optional.of(Integer.parseInt(digits)).filter(n -> n > 0 && n < 65536)
        : Optional.empty();
  }

  private static List<Setting> environment(SourceFile file, Node node) {
    List<Setting> settings = new ArrayList<>();
    Optional<Node> environment = node.get("environment");
    environment.ifPresent(e -> {
      e.entries()
          .forEach(x -> settings.add(new Setting(x.key(), x.value().text(), file.at(x.keySpan()))));
      for (Node item : e.items()) {
        String text = item.text().orElse("");
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        Optional<String> value =
            equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
        settings.add(new Setting(name.strip(), value, file.at(item.span())));
      }
    });
    settings.removeIf(s -> !isVariableName(s.name()));
    return List.copyOf(settings);
  }

  private static boolean isVariableName(String name) {
    return !name.isEmpty()
        && name.length() < 100
        && name.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
  }

  private static Optional<DatastoreUse> store(SourceFile file, Node image) {
    return image.text().flatMap(text -> storeOf(text, file.at(image.span())));
  }

  /** The datastore that an image runs, such as {@code postgis/postgis:16-3.4}. */
  static Optional<DatastoreUse> storeOf(String image, Evidence evidence) {
    String lower = image.toLowerCase(Locale.ROOT);
    int at = lower.indexOf('@');
    String reference = at < 0 ? lower : lower.substring(0, at);
    int colon = reference.lastIndexOf(':');
    boolean tagged = colon > reference.lastIndexOf('/');
    String repository = tagged ? reference.substring(0, colon) : reference;
    String tag = tagged ? reference.substring(colon + 1) : "";
    String name = Names.last(repository);
    List<String> extensions =
        name.equals("postgis")
            ? List.of("postgis")
            : name.equals("pgvector")
                ? List.of("vector")
                : name.startsWith("timescaledb") ? List.of("timescaledb") : List.of();
    return engine(name)
        .map(e -> new DatastoreUse(e, version(e, tag), extensions, Optional.empty(), evidence));
  }

  private static Optional<String> version(Engine engine, String tag) {
    int pg = tag.lastIndexOf("pg");
    Optional<String> number = Versions.number(pg >= 0 ? tag.substring(pg) : tag);
    return number.map(n -> {
      String[] parts = n.split("\\.");
      boolean two = engine == Engine.MYSQL && parts.length > 1;
      return two ? parts[0] + "." + parts[1] : parts[0];
    });
  }

  private static Optional<Engine> engine(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "postgres", "postgresql", "postgis", "pgvector", "timescaledb", "timescaledb-ha" ->
              Engine.POSTGRESQL;
          case "mysql", "mariadb", "mysql-server", "percona-server" -> Engine.MYSQL;
          case "redis", "valkey", "redis-stack", "redis-stack-server", "dragonfly", "keydb" ->
              Engine.REDIS;
          case "mongo", "mongodb", "mongodb-community-server" -> Engine.MONGODB;
          case "memcached" -> Engine.MEMCACHED;
          case "elasticsearch", "opensearch" -> Engine.ELASTICSEARCH;
          case "rabbitmq" -> Engine.RABBITMQ;
          case "kafka", "cp-kafka", "redpanda" -> Engine.KAFKA;
          case "nats" -> Engine.NATS;
          case "minio", "fake-gcs-server" -> Engine.OBJECT_STORE;
          default -> null;
        });
  }

  /** The parts that are built from a folder. */
  List<Part> builtFrom(String folder) {
    return parts.stream().filter(p -> p.context().equals(Optional.of(folder))).toList();
  }

  Optional<DatastoreUse> store(Engine engine) {
    return parts.stream()
        .flatMap(p -> p.store().stream())
        .filter(s -> s.engine() == engine)
        .findFirst();
  }

  Optional<Part> named(String name) {
    return parts.stream().filter(p -> p.name().equals(name)).findFirst();
  }
}
