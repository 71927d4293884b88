package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.BlueprintDraft;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.blueprint.Environment;
import dev.slipway.vocabulary.Engine;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Designs that between them use every kind of datastore with every option. */
final class DataDesigns {

  private DataDesigns() {}

  static SequencedMap<String, Blueprint> all() {
    SequencedMap<String, Blueprint> designs = new LinkedHashMap<>();
    designs.put("chat", chat().build());
    designs.put("mysql", chat().with(mysql()).build());
    return designs;
  }

  static BlueprintDraft chat() {
    BlueprintDraft draft = Blueprints.edit(Blueprints.chat()).regions("eu-central-1");
    draft.environments =
        draft.environments.stream()
            .map(e ->
                new Environment(
                    e.name(),
                    e.stage(),
                    e.deletionProtection() ? "222222222222" : "111111111111",
                    e.domain(),
                    e.deletionProtection()))
            .toList();
    return draft.with(
        relational(
            Engine.POSTGRESQL,
            "17",
            size("staging", "db.t4g.micro"),
            size("production", "db.m7g.large")));
  }

  static Relational mysql() {
    return relational(
        Engine.MYSQL, "8.4", size("staging", "db.t4g.micro"), size("production", "db.m7g.large"));
  }

  static Relational relational(Engine engine, String version, RelationalSize... sizes) {
    return new Relational(
        "main", engine, version, List.of(), "chat", Login.PASSWORD, List.of(sizes));
  }

  static RelationalSize size(String environment, String tier) {
    boolean real = environment.equals("production");
    return new RelationalSize(
        environment,
        tier,
        BigDecimal.TWO,
        new BigDecimal("8"),
        20,
        200,
        real,
        real ? 1 : 0,
        7,
        7,
        200,
        120);
  }
}
