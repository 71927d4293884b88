package dev.slipway.blueprint;

import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.cloud.CloudStacks;
import dev.slipway.cloud.aws.AwsLowering;
import dev.slipway.cloud.azure.AzureLowering;
import dev.slipway.cloud.gcp.GcpLowering;
import dev.slipway.vocabulary.Cloud;
import java.util.ArrayList;
import java.util.List;

/** The same blueprint on each cloud: in its regions, sizes, accounts and ways to log in. */
public final class CloudBlueprints {

  private CloudBlueprints() {}

  /** A blueprint of Google Cloud's as the design would make it on another cloud. */
  public static Blueprint on(Cloud cloud, Blueprint blueprint) {
    BlueprintDraft draft =
        Blueprints.edit(blueprint)
            .cloud(cloud)
            .regions(regions(cloud, blueprint.project().regions().size()).toArray(String[]::new))
            .accounts(accounts(cloud, blueprint.environments().size()));
    draft.with(network(cloud, blueprint));
    for (Relational store : blueprint.datastores(Relational.class)) {
      draft.with(relational(cloud, store));
    }
    return draft.build();
  }

  public static CloudStacks lower(Blueprint blueprint) {
    return switch (blueprint.project().cloud()) {
      case GCP -> GcpLowering.lower(blueprint);
      case AWS -> new CloudStacks(AwsLowering.main(blueprint), AwsLowering.bootstrap(blueprint));
      case AZURE ->
          new CloudStacks(AzureLowering.main(blueprint), AzureLowering.bootstrap(blueprint));
    };
  }

  private static List<String> regions(Cloud cloud, int count) {
    List<String> known =
        switch (cloud) {
          case GCP -> List.of("europe-west1", "europe-west4");
          case AWS -> List.of("eu-central-1", "eu-west-1");
          case AZURE -> List.of("westeurope", "northeurope");
        };
    return known.subList(0, count);
  }

  private static String[] accounts(Cloud cloud, int count) {
    List<String> accounts = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      accounts.add(
          switch (cloud) {
            case GCP -> "acme-" + i;
            case AWS -> Integer.toString(i).repeat(12);
            case AZURE -> "3f2b8a1" + i + "-6c1d-4b52-9a0e-5d7c21f0a00" + i;
          });
    }
    return accounts.toArray(String[]::new);
  }

  private static Network network(Cloud cloud, Blueprint blueprint) {
    Network network = blueprint.network();
    List<Network.Subnet> subnets = new ArrayList<>();
    List<String> regions = regions(cloud, blueprint.project().regions().size());
    for (int i = 0; i < regions.size(); i++) {
      subnets.add(new Network.Subnet(regions.get(i), "10.1" + i + ".0.0/24"));
    }
    String services = cloud == Cloud.AWS ? "" : "10.20.0.0/20";
    return network.needed()
        ? new Network(true, subnets, services, network.nat())
        : new Network(false, List.of(), "", false);
  }

  private static Relational relational(Cloud cloud, Relational store) {
    return new Relational(
        store.name(),
        store.engine(),
        store.version(),
        store.extensions(),
        store.databaseName(),
        cloud == Cloud.GCP ? store.login() : Login.PASSWORD,
        store.sizes().stream().map(size -> size(cloud, size)).toList());
  }

  private static RelationalSize size(Cloud cloud, RelationalSize size) {
    return new RelationalSize(
        size.environment(),
        tier(cloud, size.highAvailability()),
        size.vcpu(),
        size.memoryGib(),
        cloud == Cloud.AZURE ? Math.max(32, size.storageGib()) : Math.max(20, size.storageGib()),
        size.maxStorageGib(),
        size.highAvailability(),
        size.readReplicas(),
        size.backupsRetained(),
        size.pointInTimeDays(),
        size.maxConnections(),
        size.plannedConnections());
  }

  private static String tier(Cloud cloud, boolean available) {
    return switch (cloud) {
      case GCP -> available ? "db-custom-2-7680" : "db-f1-micro";
      case AWS -> available ? "db.m7g.large" : "db.t4g.micro";
      case AZURE -> available ? "GP_Standard_D2ds_v5" : "B_Standard_B1ms";
    };
  }
}
