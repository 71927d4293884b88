package dev.slipway.check.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SecretScannerTest {

  // Put together at run time, so that no scanner finds a key in this file.
  private static final String GITHUB = "ghp" + "_" + "a8Kd02LmXq71PzRtUv55WbYc39NfGhJ4eS6o";
  private static final String RANDOM = "q7Rk" + "29xVb0LmZt84Wp";

  private static List<String> codes(String path, String text) {
    return SecretScanner.scan(path, text).stream().map(Diagnostic::code).toList();
  }

  @Test
  void findsAKeyByItsFormAndShowsFourCharactersOfIt() {
    List<Diagnostic> found = SecretScanner.scan("app/config.py", "a = 1\nx = '" + GITHUB + "'\n");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().code()).isEqualTo("SLIP-SECRET-GITHUB");
    assertThat(found.getFirst().severity()).isEqualTo(Severity.ERROR);
    assertThat(found.getFirst().span().orElseThrow()).hasToString("app/config.py:2");
    assertThat(found.getFirst().toString())
        .contains("ghp_…")
        .doesNotContain(GITHUB.substring(4, 9));
  }

  @Test
  void findsPrivateKeysAndPasswordsInAddresses() {
    String key = "-----BEGIN RSA PRIVATE " + "KEY-----\n" + "MIIEpAIBAAKCAQEA7bq1".repeat(4) + "\n";
    assertThat(codes("id_rsa", key)).containsExactly("SLIP-SECRET-PRIVATE-KEY");
    assertThat(codes("README.md", "-----BEGIN PRIVATE " + "KEY-----\n...\n")).isEmpty();
    assertThat(codes("a.env", "DB=postgres://app:" + RANDOM + "@db.internal/app\n"))
        .containsExactly("SLIP-SECRET-URL");
    assertThat(codes("a.env", "DB=postgres://postgres:postgres@db/app\nX=https://a:b@localhost/\n"))
        .isEmpty();
    assertThat(codes("a.env", "DB=postgres://app:${PASSWORD}@db/app\n")).isEmpty();
  }

  @Test
  void findsRandomValuesGivenToSecretNames() {
    assertThat(codes("settings.py", "API_TOKEN = \"" + RANDOM + "\"\n"))
        .containsExactly("SLIP-SECRET-ASSIGNED");
    assertThat(codes("values.yaml", "  db_password: " + RANDOM + "\n"))
        .containsExactly("SLIP-SECRET-ASSIGNED");
  }

  @Test
  void staysSilentAboutWhatOnlyLooksLikeASecret() {
    assertThat(codes("uv.lock", "token = \"" + RANDOM + "\"\n")).isEmpty();
    assertThat(codes("a.py", "password = os.environ['DATABASE_PASSWORD_2']\n")).isEmpty();
    assertThat(codes("a.tf", "secret = google_secret_manager_secret.db1.id\n")).isEmpty();
    assertThat(codes("a.yml", "token: 3d3c42e5aac5ba805825da76410c181273ba90b1\n")).isEmpty();
    assertThat(codes("a.yml", "secret_id: 123e4567-e89b-42d3-a456-426614174000\n")).isEmpty();
    assertThat(codes(".env.example", "OPENAI_API_KEY=sk-your-key-here-0123456789\n")).isEmpty();
    assertThat(codes("a.yml", "key: ${{ secrets.DEPLOY_TOKEN_1 }}\n")).isEmpty();
    assertThat(codes("a.md", "AKIA" + "IOSFODNN7EXAMPLE\n")).isEmpty();
  }

  @Test
  void aKeyAmongTestsIsAWarning() {
    assertThat(SecretScanner.scan("tests/test_a.py", GITHUB).getFirst().severity())
        .isEqualTo(Severity.WARNING);
  }

  @Test
  @Timeout(5)
  void isLinearOnLongLines() {
    String text = "sk-ghp_://a:b".repeat(300_000);
    assertThat(SecretScanner.scan("a.min.js", text)).isEmpty();
  }

  @Test
  void saysAKeyOnceAndTakesAKeyOfBrowsersForAReasonToLook() {
    String maps = "AIza" + "SyB9xQ2mLk7Vt4Rw8Zp1Nc6Yd3Hg5Jf0TsU";
    List<Diagnostic> found = SecretScanner.scan("settings.py", "MAP_API_KEY = \"" + maps + "\"\n");
    assertThat(found)
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo("SLIP-SECRET-GOOGLE"))
        .satisfies(d -> assertThat(d.severity()).isEqualTo(Severity.WARNING));
  }

  @Test
  void takesNamesForNames() {
    assertThat(codes("main.tf", "  secret_id = \"shop-aws-s3-access-key-id-2\"\n")).isEmpty();
    assertThat(codes("tests/a.py", "x = 'smtp://me:" + RANDOM + "@mail.example.org'\n")).isEmpty();
  }
}
