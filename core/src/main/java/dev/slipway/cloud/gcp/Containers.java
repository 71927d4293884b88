package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Front;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What Cloud Run services, worker pools and jobs have in common: image, limits, network and
 * database proxy.
 */
final class Containers {

  /**
   * Offers the databases on the workload's own loopback address and logs in as the workload's
   * identity.
   */
  static final String PROXY = "cloud-sql-proxy";

  private static final String PROXY_IMAGE = "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.21.2";
  private static final int PROXY_HEALTH_PORT = 9090;
  private static final int SMALLEST_SECOND_GENERATION_MIB = 512;

  private final Blueprint blueprint;
  private final Workload workload;

  Containers(Blueprint blueprint, Workload workload) {
    this.blueprint = blueprint;
    this.workload = workload;
  }

  /** The image that the pipeline built, or a placeholder that only has to start. */
  Expression image(String placeholder) {
    return call(
        "lookup",
        var("images"),
        text(workload.name()),
        text("us-docker.pkg.dev/cloudrun/container/" + placeholder));
  }

  /**
   * The command, where the image is another workload's and so would start that one; no placeholder
   * has it.
   */
  void command(Body.Builder container) {
    if (!workload.image().of().equals(workload.name()) && !workload.command().isEmpty()) {
      container.set("command", texts(workload.command()));
    }
  }

  Expression limits() {
    SequencedMap<String, Expression> limits = new LinkedHashMap<>();
    limits.put("cpu", text(cpu(workload.compute().cpu())));
    limits.put("memory", text(workload.compute().memoryMib() + "Mi"));
    return object(limits);
  }

  static String cpu(BigDecimal cpu) {
    BigDecimal plain = cpu.stripTrailingZeros();
    return plain.scale() <= 0
        ? plain.toPlainString()
        : plain.movePointRight(3).toBigInteger() + "m";
  }

  boolean secondGeneration() {
    return workload.compute().memoryMib() >= SMALLEST_SECOND_GENERATION_MIB;
  }

  /**
   * Whether the workload has to reach something in the private network, or must leave by its one
   * address.
   */
  boolean networked() {
    return blueprint.network().needed()
        && (blueprint.network().nat() || Front.callsOthers(workload) || usesPrivateServices());
  }

  private boolean usesPrivateServices() {
    return workload.connections().stream()
        .flatMap(c -> blueprint.datastore(c.to().name()).stream())
        .anyMatch(d -> d instanceof Datastore.Relational || d instanceof Datastore.Cache);
  }

  void network(Body.Builder template, Expression subnetwork) {
    if (!networked()) {
      return;
    }
    template.block(
        "vpc_access",
        Body.builder()
            .set("egress", blueprint.network().nat() ? "ALL_TRAFFIC" : "PRIVATE_RANGES_ONLY")
            .block("network_interfaces", Body.builder().set("subnetwork", subnetwork)));
  }

  boolean proxied() {
    return !DatastoreAddresses.proxied(blueprint, workload).isEmpty();
  }

  /** The proxy beside the workload; {@code quit} lets the workload end it, as jobs have to. */
  void proxy(Body.Builder template, boolean quit) {
    if (!proxied()) {
      return;
    }
    Body.Builder resources = Body.builder().set("limits", object(proxyLimits()));
    if (workload.kind() == WorkloadKind.SERVICE) {
      // What is not set means always, and an instance has one way of giving CPU to its containers.
      resources.set("cpu_idle", throttled());
    }
    template.block(
        "containers",
        Body.builder()
            .set("name", PROXY)
            .set("image", PROXY_IMAGE)
            .set("args", new Expression.ListOf(proxyArguments(quit)))
            .block("resources", resources)
            .block(
                "startup_probe",
                Body.builder()
                    .set("period_seconds", 1)
                    .set("timeout_seconds", 1)
                    .set("failure_threshold", 60)
                    .block(
                        "http_get",
                        Body.builder().set("path", "/startup").set("port", PROXY_HEALTH_PORT))),
        "Logs in to the database with the service account: there is no password to keep.");
  }

  private static SequencedMap<String, Expression> proxyLimits() {
    SequencedMap<String, Expression> limits = new LinkedHashMap<>();
    limits.put("cpu", text("250m"));
    limits.put("memory", text("256Mi"));
    return limits;
  }

  private boolean throttled() {
    return workload.kind() == WorkloadKind.SERVICE && !workload.compute().cpuAlwaysAllocated();
  }

  private List<Expression> proxyArguments(boolean quit) {
    List<Expression> arguments = new ArrayList<>();
    for (String flag :
        List.of(
            "--private-ip",
            "--auto-iam-authn",
            "--structured-logs",
            "--health-check",
            "--http-address=0.0.0.0",
            "--http-port=" + PROXY_HEALTH_PORT,
            "--exit-zero-on-sigterm")) {
      arguments.add(text(flag));
    }
    if (throttled()) {
      // A certificate that is renewed in the background expires while the CPU is taken away.
      arguments.add(text("--lazy-refresh"));
    }
    arguments.add(text(quit ? "--quitquitquit" : "--max-sigterm-delay=8s"));
    for (Datastore.Relational store : DatastoreAddresses.proxied(blueprint, workload)) {
      arguments.add(
          template(
              GcpAddresses.sqlInstance(store.name()).reference().dot("connection_name"),
              "?port=" + DatastoreAddresses.port(blueprint, workload, store)));
    }
    return arguments;
  }

  /** Waits for the rights and logins without which the first instance would not start. */
  Meta after(Meta meta, List<Expression.Reference> grants) {
    List<Expression.Reference> after = new ArrayList<>(grants);
    for (Datastore.Relational store : DatastoreAddresses.proxied(blueprint, workload)) {
      after.add(
          Expression.Reference.of(
              "google_sql_user." + ResourceAddress.id(workload.name() + "_" + store.name())));
    }
    if (proxied()) {
      after.add(
          Expression.Reference.of(
              "google_project_iam_member." + Grants.id(workload.name(), "roles/cloudsql.client")));
      after.add(
          Expression.Reference.of(
              "google_project_iam_member."
                  + Grants.id(workload.name(), "roles/cloudsql.instanceUser")));
    }
    return after.isEmpty() ? meta : meta.withDependsOn(after);
  }

  Body.Builder startupProbe(int port) {
    Body.Builder probe =
        Body.builder()
            .set("period_seconds", 5)
            .set("timeout_seconds", 3)
            .set("failure_threshold", 24);
    return workload
        .health()
        .readiness()
        .or(() -> workload.health().liveness())
        .map(path -> probe.block("http_get", Body.builder().set("path", path).set("port", port)))
        .orElseGet(() -> probe.block("tcp_socket", Body.builder().set("port", port)));
  }
}
