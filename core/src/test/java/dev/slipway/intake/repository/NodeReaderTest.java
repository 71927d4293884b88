package dev.slipway.intake.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.slipway.intake.Service;
import dev.slipway.intake.ServiceKind;
import dev.slipway.intake.Variable;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.vocabulary.Endpoint;
import dev.slipway.vocabulary.Engine;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeReaderTest {

  private static final MemorySourceTree EXPRESS =
      MemorySourceTree.of("shop", Map.of())
          .with(
              "package.json",
              """
              {"name": "@acme/shop", "engines": {"node": ">=22.1"},
               "scripts": {"start": "node dist/server.js", "build": "tsc", "dev": "tsx watch src/server.ts",
                           "test": "vitest run", "lint": "eslint ."},
               "dependencies": {"express": "5", "pg": "8", "ioredis": "5", "stripe": "17", "knex": "3", "zod": "3"},
               "devDependencies": {"typescript": "5"}}
              """)
          .with("package-lock.json", "{}")
          .with(
              "knexfile.js",
              "module.exports = { migrations: { directory: './db/migrations' }, pool: { min: 0,"
                  + " max: 12 } }")
          .with("db/migrations/001_init.js", "")
          .with(
              "src/server.ts",
              """
              import express from 'express';
              import orders from './routes/orders.js';
              import { env } from './env';
              const app = express();
              // app.get('/commented', x)
              app.use('/api', orders);
              app.get('/livez', (req, res) => res.send('ok'));
              const port = process.env.PORT || 4000;
              app.listen(port, '0.0.0.0');
              """)
          .with(
              "src/routes/orders.ts",
              """
              import { Router } from 'express';
              import lines from './lines';
              const router = Router();
              router.get('/orders/:id', show);
              router.use('/orders/:id/lines', lines);
              export default router;
              """)
          .with(
              "src/routes/lines.ts",
              "const router = Router();\n"
                  + "router.post('/', create);\n"
                  + "axios.get('/not-ours');\n"
                  + "export default router;\n")
          .with(
              "src/env.ts",
              """
              import { z } from 'zod';
              const schema = z.object({
                DATABASE_URL: z.string().url(),
                LOG_LEVEL: z.enum(['info', 'debug']).default('info'),
                FEATURE: z.string().optional(),
              });
              export const env = schema.parse(process.env);
              const { STRIPE_SECRET_KEY, REGION = 'eu' } = process.env;
              """)
          .with("src/orders.test.ts", "process.env.ONLY_IN_TESTS");

  private final Service shop = only(EXPRESS);

  private static Service only(MemorySourceTree tree) {
    RepositoryFacts facts = RepositoryReader.read(tree).value();
    assertThat(facts.services()).hasSize(1);
    return facts.services().getFirst();
  }

  @Test
  void startsTheProgramRatherThanThePackageManager() {
    assertThat(shop.name()).isEqualTo("shop");
    assertThat(shop.start().orElseThrow().value()).containsExactly("node", "dist/server.js");
    assertThat(shop.build().orElseThrow().value()).containsExactly("npm", "run", "build");
    assertThat(shop.languageVersion().orElseThrow().value()).isEqualTo("22");
    assertThat(shop.port().orElseThrow().value()).isEqualTo(4000);
    assertThat(shop.portFromEnvironment()).isTrue();
  }

  @Test
  void joinsMountedRoutersAcrossFiles() {
    assertThat(shop.endpoints())
        .extracting(Endpoint::method, Endpoint::path)
        .containsExactly(
            tuple("GET", "/api/orders/:id"),
            tuple("POST", "/api/orders/:id/lines"),
            tuple("GET", "/livez"));
    assertThat(shop.health().orElseThrow().value()).isEqualTo("/livez");
  }

  @Test
  void readsVariablesFromSchemasAndDestructuring() {
    assertThat(shop.variables())
        .extracting(
            Variable::name, Variable::secret, Variable::required, v -> v.defaultValue().orElse(""))
        .containsExactly(
            tuple("DATABASE_URL", true, true, ""),
            tuple("FEATURE", false, false, ""),
            tuple("LOG_LEVEL", false, false, "info"),
            tuple("REGION", false, false, "eu"),
            tuple("STRIPE_SECRET_KEY", true, true, ""));
  }

  @Test
  void findsStoresPoolAndKnexMigrations() {
    assertThat(shop.datastores())
        .extracting(d -> d.engine())
        .containsExactly(Engine.POSTGRESQL, Engine.REDIS);
    assertThat(shop.poolSize().orElseThrow().value()).isEqualTo(12);
    assertThat(shop.migrations().orElseThrow().files())
        .containsExactly("db/migrations/001_init.js");
    assertThat(shop.externalApis()).extracting(a -> a.name()).containsExactly("stripe");
  }

  @Test
  void readsNestControllersUnderTheGlobalPrefix() {
    Service nest =
        only(
            MemorySourceTree.of("nest", Map.of())
                .with(
                    "package.json",
                    "{\"name\":\"nest\",\"scripts\":{\"start\":\"nest start\",\"start:prod\":\"node"
                        + " dist/main\"},\"dependencies\":{\"@nestjs/core\":\"11\"}}")
                .with(
                    "src/main.ts",
                    "const app = await NestFactory.create(AppModule);\n"
                        + "app.setGlobalPrefix('v1', { exclude: ['health'] });\n"
                        + "await app.listen(process.env.PORT ?? 3000);\n")
                .with(
                    "src/cats.controller.ts",
                    "@Controller('cats')\n"
                        + "export class Cats {\n"
                        + "  @Get(':id') one() {}\n"
                        + "  @Post() add() {}\n"
                        + "}\n"
                        + "@Controller()\n"
                        + "class Root {\n"
                        + "  @Get('health') ok() {}\n"
                        + "}\n"));
    assertThat(nest.endpoints())
        .extracting(Endpoint::path)
        .containsExactly("/health", "/v1/cats", "/v1/cats/:id");
    assertThat(nest.start().orElseThrow().value()).containsExactly("node", "dist/main");
  }

  @Test
  void tellsNextViteAndLibrariesApartInAWorkspace() {
    RepositoryFacts facts =
        RepositoryReader.read(
                MemorySourceTree.of("mono", Map.of())
                    .with(
                        "package.json",
                        "{\"name\":\"mono\",\"private\":true,\"workspaces\":[\"apps/*\",\"packages/*\"],\"devDependencies\":{\"turbo\":\"2\"}}")
                    .with("pnpm-lock.yaml", "lockfileVersion: 9\n")
                    .with(
                        "apps/web/package.json",
                        "{\"name\":\"@mono/web\",\"scripts\":{\"build\":\"next"
                            + " build\"},\"dependencies\":{\"next\":\"15\"}}")
                    .with("apps/web/next.config.mjs", "export default { output: 'standalone' }")
                    .with(
                        "apps/web/src/app/(site)/api/health/route.ts",
                        "export async function GET() {}")
                    .with(
                        "apps/admin/package.json",
                        "{\"name\":\"@mono/admin\",\"scripts\":{\"build\":\"vite"
                            + " build\"},\"devDependencies\":{\"vite\":\"6\"}}")
                    .with("apps/admin/index.html", "<html>")
                    .with("apps/admin/src/main.ts", "const api = import.meta.env.VITE_API_URL;")
                    .with(
                        "packages/http/package.json",
                        "{\"name\":\"@mono/http\",\"main\":\"index.js\",\"dependencies\":{\"express\":\"5\"}}")
                    .with("packages/http/index.js", "export const router = express.Router();"))
            .value();
    assertThat(facts.services())
        .extracting(
            Service::name, s -> s.kind().value(), s -> s.packageManager().orElseThrow().value())
        .containsExactly(
            tuple("admin", ServiceKind.STATIC_SITE, "pnpm"), tuple("web", ServiceKind.WEB, "pnpm"));
    Service web = facts.services().get(1);
    assertThat(web.start().orElseThrow().value()).containsExactly("node", "server.js");
    assertThat(web.health().orElseThrow().value()).isEqualTo("/api/health");
    assertThat(facts.services().getFirst().variables().getFirst().secret()).isFalse();
  }

  @Test
  void goesOnAfterAMalformedManifestAndSaysWhere() {
    MemorySourceTree tree = EXPRESS.with("web/package.json", "{\n  \"name\": \"web\",\n  oops\n");
    assertThat(RepositoryReader.read(tree).value().services()).hasSize(1);
    assertThat(RepositoryReader.read(tree).diagnostics())
        .anySatisfy(d -> {
          assertThat(d.code()).isEqualTo("SLIP-JSON-SYNTAX");
          assertThat(d.span().orElseThrow().toString()).isEqualTo("web/package.json:3");
        });
  }

  @Test
  void namesACommittedSettingsFileWithoutItsValues() {
    MemorySourceTree tree =
        EXPRESS.with(".env", "STRIPE_SECRET_KEY=sk_live_4eC39HqLyjWDarjtT1zdp7dc\n");
    assertThat(RepositoryReader.read(tree).diagnostics())
        .anySatisfy(d -> {
          assertThat(d.code()).isEqualTo("SLIP-ENV-COMMITTED");
          assertThat(d.toString()).doesNotContain("4eC39");
        });
    assertThat(RepositoryReader.read(tree).value().toString()).doesNotContain("4eC39");
  }

  @Test
  void showsNoSecretOfTheCodeInItsEvidence() {
    MemorySourceTree tree =
        EXPRESS.with(
            "src/db.ts",
            "const url = process.env.DB_URL || 'postgres://app:hunter2secret@db/app';\n"
                + "const key = process.env.JWT_SECRET ?? 'correct-horse';\n");
    RepositoryFacts facts = RepositoryReader.read(tree).value();
    assertThat(facts.toString()).doesNotContain("hunter2secret").doesNotContain("correct-horse");
    assertThat(facts.services().getFirst().variables())
        .filteredOn(v -> v.name().equals("JWT_SECRET"))
        .allSatisfy(v -> assertThat(v.required()).isTrue());
  }

  @Test
  void readsNoVariablesFromTheKeysOfASchemaThatIsFilledFromOthers() {
    MemorySourceTree tree =
        MemorySourceTree.of("shop", Map.of())
            .with(
                "package.json",
                "{\"name\": \"@shop/source\", \"dependencies\": {\"express\": \"5\"}}")
            .with("src/server.ts", "import express from 'express';\nexpress().listen(3000);\n")
            .with(
                "src/env.ts",
                """
                const Env = z.object({
                  API_URL: z.string(),
                  TITLE: z.string(),
                });
                Env.parse({ API_URL: process.env.UPSTREAM_API_URL, TITLE: process.env.TITLE });
                """);
    Service service = RepositoryReader.read(tree).value().services().getFirst();
    assertThat(service.name()).isEqualTo("shop");
    assertThat(service.variables())
        .extracting(Variable::name)
        .containsExactly("TITLE", "UPSTREAM_API_URL");
  }

  @Test
  void asksOnlyForVariablesThatTheCodeCannotDoWithout() {
    MemorySourceTree tree =
        MemorySourceTree.of("shop", Map.of())
            .with("package.json", "{\"dependencies\": {\"express\": \"5\", \"joi\": \"17\"}}")
            .with(
                "src/server.js",
                """
                const mail = process.env.MAIL_PORT ? Number(process.env.MAIL_PORT) : 587;
                const version = process.env.currentVersion;
                const bots = process.env.DISABLE_BOT_CHECK;
                const title = process.env.TITLE;
                if (process.env.TITLE) { console.log(title); }
                const owner = process.env.OWNER;
                express().listen(4100);
                """)
            .with(
                "src/config.js",
                """
                const schema = Joi.object().keys({
                  REGION_CODE: Joi.string().required(),
                  SMTP_FROM: Joi.string().description('the sender'),
                });
                schema.validate(process.env);
                """);
    Service service = RepositoryReader.read(tree).value().services().getFirst();
    assertThat(service.port().orElseThrow().value()).isEqualTo(4100);
    assertThat(service.variables())
        .filteredOn(Variable::required)
        .extracting(Variable::name)
        .containsExactly("OWNER", "REGION_CODE");
  }
}
