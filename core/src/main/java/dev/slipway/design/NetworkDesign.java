package dev.slipway.design;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Network;
import dev.slipway.blueprint.Network.Subnet;
import dev.slipway.blueprint.Project;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.vocabulary.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The private network: whether there is one, its ranges, and whether everything leaves by one
 * address.
 */
final class NetworkDesign {

  private static final Element NETWORK = Element.of(Element.Kind.NETWORK);
  private static final String PRIVATE_SERVICES = "10.64.0.0/16";

  /** Of a subnet's addresses the cloud keeps four for itself. */
  private static final int RESERVED = 4;

  /** Instances hold two addresses each while they come and go. */
  private static final int PER_INSTANCE = 2;

  private static final Pattern FIXED_ADDRESS =
      Pattern.compile(
          "(?:static|fixed)\\s{1,3}(?:egress|outgoing|outbound|ip|address)|allow-?list(?:s|ed)?\\s{1,3}our|our\\s{1,3}(?:ip|address)",
          Pattern.CASE_INSENSITIVE);

  private NetworkDesign() {}

  static Network design(
      Draft draft, Project project, List<Store> stores, Map<String, Sizing> sizes) {
    List<Store> privateStores = stores.stream().filter(s -> isPrivate(draft.cloud(), s)).toList();
    Optional<Evidence> fixed = fixedAddress(draft);
    boolean needed = !privateStores.isEmpty() || fixed.isPresent();
    int instances = sizes.values().stream().mapToInt(Sizing::max).sum();
    int prefix = prefix(instances);
    List<Subnet> subnets = new ArrayList<>();
    if (needed) {
      for (int i = 0; i < project.regions().size(); i++) {
        subnets.add(new Subnet(project.regions().get(i), "10." + i + ".0.0/" + prefix));
      }
    }
    decide(draft, privateStores, needed, instances, prefix, fixed);
    return new Network(
        needed, List.copyOf(subnets), needed ? PRIVATE_SERVICES : "", fixed.isPresent());
  }

  /** Azure's accounts of documents and blobs answer everybody unless a network closes them. */
  private static boolean isPrivate(Cloud cloud, Store store) {
    return !store.external()
        && switch (store.engine().family()) {
          case RELATIONAL, CACHE -> true;
          case DOCUMENT, OBJECT_STORE -> cloud == Cloud.AZURE;
          case SEARCH, TOPIC, QUEUE, EMBEDDED -> false;
        };
  }

  private static int prefix(int instances) {
    int prefix = 24;
    while (prefix > 16 && (1 << (32 - prefix)) - RESERVED < instances * PER_INSTANCE) {
      prefix -= 2;
    }
    return prefix;
  }

  private static void decide(
      Draft draft,
      List<Store> stores,
      boolean needed,
      int instances,
      int prefix,
      Optional<Evidence> fixed) {
    String names = String.join(" and ", stores.stream().map(Store::name).toList());
    List<Evidence> evidence = new ArrayList<>();
    stores.forEach(s -> evidence.add(s.evidence().getFirst()));
    fixed.ifPresent(evidence::add);
    if (evidence.isEmpty()) {
      evidence.add(Evidence.assumed("nothing has to be reached privately"));
    }
    draft
        .decide(
            "network",
            NETWORK,
            "Private network",
            needed ? "a network of its own, with direct egress" : "none")
        .because(
            needed
                ? (stores.isEmpty()
                        ? ""
                        : names
                            + " answers on private addresses only, so every workload that uses it"
                            + " has a way in. ")
                    + instances
                    + " instances at most × "
                    + PER_INSTANCE
                    + " addresses = "
                    + instances * PER_INSTANCE
                    + " ≤ "
                    + ((1 << (32 - prefix)) - RESERVED)
                    + " of a /"
                    + prefix
                    + "."
                : "Everything that is used has an address with identity-based access; a network"
                    + " would guard nothing.")
        .over(
            needed ? "public addresses with an allow list" : "a network anyway",
            needed
                ? "A database that the internet can reach is one mistake away from being read."
                : "It would be one more thing to keep.")
        .over(
            "a VPC connector",
            "It is a row of machines that run all the time and cap the throughput.")
        .on(evidence)
        .reconsiderWhen("Something on the premises or in another network has to be reached.");
    draft
        .decide(
            "network.egress",
            NETWORK,
            "Way out",
            fixed.isPresent() ? "one fixed address" : "the platform's addresses")
        .because(
            fixed.isPresent()
                ? "Somebody lets in one known address only, so everything leaves through NAT with a"
                    + " reserved one."
                : "Nobody asks for a known address; only traffic to private addresses enters the"
                    + " network.")
        .over(
            fixed.isPresent() ? "the platform's addresses" : "NAT with a fixed address",
            fixed.isPresent() ? "They change." : "It is paid by the hour and by the gigabyte.")
        .on(fixed.orElseGet(() -> Evidence.assumed("no partner asks for a fixed address")))
        .reconsiderWhen("A partner lets in known addresses only.");
  }

  private static Optional<Evidence> fixedAddress(Draft draft) {
    for (Located<String> need : draft.requirements().infrastructureNeeds()) {
      if (FIXED_ADDRESS.matcher(need.value().toLowerCase(Locale.ROOT)).find()) {
        return Optional.of(need.evidence());
      }
    }
    return Optional.empty();
  }
}
