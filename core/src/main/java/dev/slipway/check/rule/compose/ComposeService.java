package dev.slipway.check.rule.compose;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.written.ImageName;
import dev.slipway.check.rule.written.YamlFile;
import dev.slipway.document.Node;
import dev.slipway.document.Node.Entry;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One service of a compose file.
 *
 * @param services all services of the file
 */
public record ComposeService(YamlFile file, String name, Node node, Node services) {

  /** A setting of the environment, with its place. */
  record Variable(String name, String value, Node at) {}

  /** Databases and brokers by the short names of their images. */
  private static final List<String> STORES =
      List.of(
          "postgres",
          "postgis",
          "mysql",
          "mariadb",
          "redis",
          "valkey",
          "mongo",
          "mongodb",
          "memcached",
          "rabbitmq",
          "elasticsearch",
          "opensearch",
          "cassandra",
          "clickhouse-server",
          "timescaledb",
          "neo4j",
          "influxdb",
          "couchdb",
          "pgvector",
          "server",
          "percona",
          "kafka");

  Optional<ImageName> image() {
    return node.text("image").flatMap(ImageName::read);
  }

  boolean isStore() {
    String image = image().map(ImageName::shortName).orElse("");
    boolean sql = image.equals("server") && image().get().name().contains("mssql");
    return sql || !image.equals("server") && STORES.contains(image);
  }

  boolean isTrue(String key) {
    return node.text(key).orElse("").equals("true");
  }

  /** Both forms: a mapping, and a list of {@code NAME=value}. */
  List<Variable> environment() {
    List<Variable> variables = new ArrayList<>();
    Optional<Node> environment = node.get("environment");
    for (Entry entry : environment.map(Node::entries).orElse(List.of())) {
      entry
          .value()
          .text()
          .ifPresent(text -> variables.add(new Variable(entry.key(), text, entry.value())));
    }
    for (Node item : environment.map(Node::items).orElse(List.of())) {
      String text = item.text().orElse("");
      int sign = text.indexOf('=');
      if (sign > 0) {
        variables.add(new Variable(text.substring(0, sign), text.substring(sign + 1), item));
      }
    }
    return variables;
  }

  /** What it mounts, as {@code source:target} or in the long form, with places. */
  List<Node> volumes() {
    return node.get("volumes").map(Node::items).orElse(List.of());
  }

  List<Node> ports() {
    return node.get("ports").map(Node::items).orElse(List.of());
  }

  /** The services that it waits for. */
  List<Node> dependencies() {
    List<Node> named = new ArrayList<>();
    Optional<Node> depends = node.get("depends_on");
    named.addAll(depends.map(Node::items).orElse(List.of()));
    for (Entry entry : depends.map(Node::entries).orElse(List.of())) {
      named.add(new Node.Scalar(Node.Scalar.Kind.STRING, entry.key(), entry.keySpan()));
    }
    return named;
  }

  /** Another service of the file. */
  Optional<ComposeService> other(String service) {
    return services.get(service).map(n -> new ComposeService(file, service, n, services));
  }

  void fault(Report report, Node at, String particulars) {
    report.add(name, file.place(at), particulars);
  }

  void fault(Report report, Span at, String particulars) {
    report.add(name, at, particulars);
  }
}
