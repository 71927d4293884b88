package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.vocabulary.ExternalApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A blueprint as a Mermaid flow chart. */
final class Diagram {

  private final Blueprint blueprint;
  private final CloudServices services;
  private final Map<String, String> nodes = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  private Diagram(Blueprint blueprint) {
    this.blueprint = blueprint;
    services = new CloudServices(blueprint.project().cloud(), blueprint.project().platform());
  }

  static String of(Blueprint blueprint) {
    return new Diagram(blueprint).draw();
  }

  private String draw() {
    lines.add("flowchart LR");
    lines.add("  users([Users])");
    lines.add("  subgraph cloud [\"" + label(place()) + "\"]");
    blueprint.workloads().forEach(this::workload);
    blueprint.datastores().forEach(this::datastore);
    if (blueprint.edge().loadBalancer()) {
      lines.add("    edge[\"" + label(entry()) + "\"]");
    }
    lines.add("  end");
    externals();
    entries();
    blueprint.workloads().forEach(this::connections);
    return String.join("\n", lines) + "\n";
  }

  private String place() {
    return blueprint.project().cloud().label()
        + ", "
        + String.join(" and ", blueprint.project().regions());
  }

  private String entry() {
    return "Load balancer"
        + (blueprint.edge().waf() ? ", firewall" : "")
        + (blueprint.edge().cdn() ? ", CDN" : "");
  }

  private void workload(Workload w) {
    String id = "w" + nodes.size();
    nodes.put("workload." + w.name(), id);
    lines.add("    " + id + "[\"" + label(w.name()) + "<br/>" + label(services.of(w)) + "\"]");
  }

  private void datastore(Datastore d) {
    String id = "d" + nodes.size();
    nodes.put("datastore." + d.name(), id);
    lines.add("    " + id + "[(\"" + label(d.name()) + "<br/>" + label(services.of(d)) + "\")]");
  }

  private void externals() {
    for (Workload w : blueprint.workloads()) {
      for (ExternalApi api : w.externalApis()) {
        if (nodes.putIfAbsent("external." + api.host(), "x" + nodes.size()) == null) {
          lines.add(
              "  " + nodes.get("external." + api.host()) + "[/\"" + label(api.host()) + "\"/]");
        }
      }
    }
  }

  private void entries() {
    if (blueprint.edge().loadBalancer()) {
      lines.add("  users -->|HTTPS| edge");
    }
    String from = blueprint.edge().loadBalancer() ? "edge" : "users";
    blueprint
        .edge()
        .routes()
        .forEach(route -> arrow(from, "workload." + route.workload(), route.prefix()));
  }

  private void connections(Workload w) {
    for (Connection connection : w.connections()) {
      arrow(
          nodes.getOrDefault("workload." + w.name(), "users"),
          connection.to().toString(),
          Words.access(connection.access()));
    }
    w.externalApis()
        .forEach(api ->
            arrow(
                nodes.getOrDefault("workload." + w.name(), "users"),
                "external." + api.host(),
                "HTTPS"));
  }

  private void arrow(String from, String to, String words) {
    String target = nodes.get(to);
    if (target != null) {
      lines.add("  " + from + " -->|\"" + label(words) + "\"| " + target);
    }
  }

  /** Letters, digits and harmless signs only: a name must not become part of the drawing. */
  private static String label(String text) {
    StringBuilder label = new StringBuilder();
    String line = MarkdownText.line(text);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      label.append(Character.isLetterOrDigit(c) || " .,:/()-_+".indexOf(c) >= 0 ? c : ' ');
    }
    return label.toString().strip();
  }
}
