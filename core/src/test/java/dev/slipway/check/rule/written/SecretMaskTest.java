package dev.slipway.check.rule.written;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {

  private static final String SECRET = "Rt58skQm20zXw91p";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  password = \"Rt58skQm20zXw91p\"",
        "ENV DB_PASSWORD=Rt58skQm20zXw91p",
        "- {name: a, env: [{name: DB_PASSWORD, value: Rt58skQm20zXw91p}]}",
        "curl -u admin:Rt58skQm20zXw91p https://example.org",
        "DATABASE_URL: postgres://app:Rt58skQm20zXw91p@db:5432/app",
        "curl -H 'Authorization: Bearer Rt58skQm20zXw91p'",
        "  default = \"Rt58skQm20zXw91p\""
      })
  void hidesASecretAndKeepsItsPlace(String line) {
    String masked = SecretMask.masked(line, false);

    assertThat(masked).doesNotContain(SECRET).hasSameSizeAs(line);
    assertThat(masked.substring(0, 8)).isEqualTo(line.substring(0, 8));
  }

  @Test
  void hidesPlainWordsThatAreGivenToASecretsName() {
    assertThat(SecretMask.masked("  password = \"swordfish\"", false))
        .isEqualTo("  password = \"sw*******\"");
  }

  @Test
  void hidesLiteralsOfALineThatIsShownForItsSecret() {
    assertThat(SecretMask.masked("  value = \"swordfish\"", true))
        .isEqualTo("  value = \"sw*******\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  password = var.db_password",
        "  manage_master_user_password = true",
        "  instance_type = \"t3.micro\"",
        "  image: registry.example.org/shop/api:v1.20.3",
        "resource \"aws_secretsmanager_secret\" \"db\" {"
      })
  void leavesReferencesAndOrdinaryValuesAsTheyAre(String line) {
    assertThat(SecretMask.masked(line, false)).isEqualTo(line);
  }
}
