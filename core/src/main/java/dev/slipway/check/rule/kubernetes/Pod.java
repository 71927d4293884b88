package dev.slipway.check.rule.kubernetes;

import dev.slipway.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The specification of a pod. */
record Pod(Manifest owner, Node spec) {

  /** The containers that make it up; those that a patch only mentions are left out. */
  List<Container> containers() {
    return containers("containers");
  }

  /** Also those that run before the others. */
  List<Container> all() {
    List<Container> all = new ArrayList<>(containers("initContainers"));
    all.addAll(containers());
    return all;
  }

  private List<Container> containers(String key) {
    return spec.get(key).map(Node::items).orElse(List.of()).stream()
        .filter(node -> node.text("image").isPresent())
        .map(node -> new Container(this, node))
        .toList();
  }

  List<Node> volumes() {
    return spec.get("volumes").map(Node::items).orElse(List.of());
  }

  boolean isWindows() {
    return spec.at("os", "name").flatMap(Node::text).orElse("").equals("windows")
        || spec.at("nodeSelector", "kubernetes.io/os")
            .flatMap(Node::text)
            .orElse("")
            .equals("windows");
  }

  boolean is(String key, String value) {
    return spec.text(key).orElse("").equals(value);
  }

  /** One container. */
  record Container(Pod pod, Node node) {

    String name() {
      return node.text("name").orElse("");
    }

    Optional<String> security(String key) {
      return node.at("securityContext", key).flatMap(Node::text);
    }

    /** What the container says, or else the pod. */
    Optional<String> securityOrPod(String key) {
      return security(key).or(() -> pod.spec().at("securityContext", key).flatMap(Node::text));
    }

    Optional<Node> resource(String sort, String name) {
      return node.at("resources", sort, name);
    }

    List<String> ports(String key) {
      return node.get("ports").map(Node::items).orElse(List.of()).stream()
          .flatMap(port -> port.text(key).stream())
          .toList();
    }

    /** In words: {@code The container `web`}. */
    String words() {
      return "The container `" + name() + "`";
    }
  }
}
