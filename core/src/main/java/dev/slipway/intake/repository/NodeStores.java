package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.DatastoreUse;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the datastores of a Node.js service beyond its drivers, and how many connections it keeps.
 */
final class NodeStores {

  private static final Pattern PROVIDER =
      Pattern.compile(
          "\\bdatasource\\s{1,4}\\w{1,40}\\s{0,4}\\{[^}]{0,800}?provider\\s{0,4}=\\s{0,4}\"(\\w{1,20})\"");
  private static final Pattern EXTENSIONS =
      Pattern.compile("\\bextensions\\s{0,4}=\\s{0,4}\\[([^\\]]{1,300})\\]");
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_-]{1,40}");
  private static final Pattern POOL =
      Pattern.compile(
          "(?:new\\s{1,3}(?:pg\\.)?Pool|postgres|createPool)\\([^;]{0,600}?\\b(?:max|connectionLimit)\\s{0,3}:\\s{0,3}(?:[^\\n,}]{0,80}?(?:\\|\\||\\?\\?|,)\\s{0,3}['\"]?)?([0-9]{1,4})\\b");
  private static final Pattern KNEX_POOL =
      Pattern.compile(
          "\\bpool\\s{0,3}:\\s{0,3}\\{[^}]{0,160}?\\bmax\\s{0,3}:\\s{0,3}([0-9]{1,4})\\b");
  private static final Pattern PRISMA_POOL = Pattern.compile("connection_limit=([0-9]{1,4})");

  private NodeStores() {}

  static void collect(SourceFile file, ServiceDraft draft) {
    if (draft.poolSize.isEmpty()
        && file.find("Pool(", "postgres(", "pool:", "connection_limit=", "createPool(") >= 0) {
      for (Pattern pattern : List.of(POOL, KNEX_POOL, PRISMA_POOL)) {
        Matcher matcher = pattern.matcher(file.code());
        if (draft.poolSize.isEmpty() && matcher.find()) {
          draft.poolSize =
              Optional.of(
                  Located.of(Integer.parseInt(matcher.group(1)), file.derived(matcher.start(1))));
        }
      }
    }
  }

  /** The database that Prisma's schema names. */
  static void prisma(Repository repository, ServiceDraft draft) {
    Optional<String> path =
        repository.named("schema.prisma").stream()
            .filter(p -> Names.isIn(p, draft.root))
            .findFirst();
    Optional<SourceFile> schema = path.flatMap(repository::file);
    if (schema.isEmpty()) {
      return;
    }
    SourceFile file = schema.get();
    Matcher provider = PROVIDER.matcher(file.code());
    if (provider.find()) {
      Evidence evidence = file.stated(provider.start(1));
      engine(provider.group(1))
          .ifPresent(engine ->
              draft.datastore(
                  new DatastoreUse(
                      engine,
                      Optional.empty(),
                      extensions(file),
                      Optional.of("prisma"),
                      evidence)));
    }
    NodeVariables.prisma(draft, file);
  }

  private static List<String> extensions(SourceFile file) {
    List<String> found = new ArrayList<>();
    Matcher list = EXTENSIONS.matcher(file.code());
    if (list.find()) {
      Matcher word = WORD.matcher(list.group(1));
      while (word.find()) {
        if (!word.group().equals("map") && !word.group().equals("schema")) {
          found.add(word.group());
        }
      }
    }
    return List.copyOf(found);
  }

  private static Optional<Engine> engine(String provider) {
    return Optional.ofNullable(
        switch (provider) {
          case "postgresql", "postgres", "cockroachdb" -> Engine.POSTGRESQL;
          case "mysql" -> Engine.MYSQL;
          case "mongodb" -> Engine.MONGODB;
          case "sqlite" -> Engine.SQLITE;
          default -> null;
        });
  }
}
