package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Trait;
import java.util.List;

/** What Front Door does to answers on their way: a header about HTTPS, and a cache. */
final class EdgeRules {

  private static final String FILE = StackFiles.EDGE;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.EDGE), "edge.cdn", "edge.tls");

  /** Files that a page is made of. */
  private static final List<String> FILES =
      List.of(
          "avif", "css", "gif", "ico", "jpeg", "jpg", "js", "map", "mjs", "otf", "png", "svg",
          "ttf", "wasm", "webp", "woff", "woff2");

  /** How much of what a workload answers may be kept. */
  private enum Caching {
    NONE("plain"),
    FILES_BY_ENDING("files"),
    EVERYTHING("site");

    private final String word;

    Caching(String word) {
      this.word = word;
    }

    ResourceAddress set() {
      return ResourceAddress.managed("azurerm_cdn_frontdoor_rule_set", word);
    }
  }

  private EdgeRules() {}

  /**
   * Streams are not for a cache. An answer without a caching header would be kept for up to three
   * days, so of what programs answer only files are kept, by their endings.
   */
  private static Caching caching(Blueprint blueprint, Workload workload) {
    if (!blueprint.edge().cdn()
        || workload.has(Trait.STREAMING)
        || workload.has(Trait.WEBSOCKETS)) {
      return Caching.NONE;
    }
    return workload.kind() == WorkloadKind.STATIC_SITE
        ? Caching.EVERYTHING
        : Caching.FILES_BY_ENDING;
  }

  /** The id of the rules for a workload's routes. */
  static Expression set(Blueprint blueprint, Workload workload) {
    return caching(blueprint, workload).set().reference().dot("id");
  }

  static void add(Blueprint blueprint, StackPart.Builder part) {
    for (Caching caching : Caching.values()) {
      if (FrontDoor.behind(blueprint).stream().anyMatch(w -> caching(blueprint, w) == caching)) {
        part.resource(
            FILE,
            caching.set(),
            "",
            Body.builder()
                .set("name", caching.word)
                .set("cdn_frontdoor_profile_id", AzureAddresses.FRONT_DOOR.reference().dot("id")),
            WHY);
        Meta after = Meta.NONE.withDependsOn(Origins.all(blueprint));
        strictTransport(caching, after, part);
        cache(caching, after, part);
      }
    }
  }

  private static ResourceAddress rule(Caching caching, String name) {
    return ResourceAddress.managed("azurerm_cdn_frontdoor_rule", caching.word + "_" + name);
  }

  /** The provider wants rules to be made after all origins. */
  private static void strictTransport(Caching caching, Meta after, StackPart.Builder part) {
    part.resource(
        FILE,
        rule(caching, "https"),
        "A browser that has been here once never asks by plain HTTP again.",
        after,
        Body.builder()
            .set("name", "https")
            .set("cdn_frontdoor_rule_set_id", caching.set().reference().dot("id"))
            .set("order", 1)
            .set("behaviour_on_match", "Continue")
            .block(
                "actions",
                Body.builder()
                    .block(
                        "modify_response_header",
                        Body.builder()
                            .set("operator", "Overwrite")
                            .set("header_name", "Strict-Transport-Security")
                            .set("header_value", "max-age=31536000"))),
        WHY);
  }

  private static void cache(Caching caching, Meta after, StackPart.Builder part) {
    if (caching == Caching.NONE) {
      return;
    }
    boolean everything = caching == Caching.EVERYTHING;
    Body.Builder body =
        Body.builder()
            .set("name", "cache")
            .set("cdn_frontdoor_rule_set_id", caching.set().reference().dot("id"))
            .set("order", 2)
            .set("behaviour_on_match", "Continue")
            .block(
                "actions",
                Body.builder()
                    .block(
                        "route_configuration_override",
                        Body.builder().block("caching", keep(everything))));
    if (!everything) {
      body.block(
          "conditions",
          Body.builder()
              .block(
                  "request_file_extension",
                  Body.builder()
                      .set("operator", "Equal")
                      .set("values", texts(FILES))
                      .set("transforms", texts(List.of("Lowercase")))),
          "Other answers pass: one without a caching header would be kept for up to three days.");
    }
    part.resource(FILE, rule(caching, "cache"), "", after, body, WHY);
  }

  private static Body.Builder keep(boolean everything) {
    Body.Builder caching =
        Body.builder()
            .set("behaviour", everything ? "OverrideIfOriginMissing" : "HonorOrigin")
            .set("query_string_behaviour", "UseQueryString")
            .set("compression_enabled", true);
    if (everything) {
      caching.set(
          "duration", text("01:00:00"), "For files that do not say how long they may be kept.");
    }
    return caching;
  }
}
