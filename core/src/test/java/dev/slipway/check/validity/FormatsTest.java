package dev.slipway.check.validity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cidr     | 10.0.0.0/8
          cidr     | 2001:db8::/32
          cidr     | ::/0
          cidr     | ::ffff:10.0.0.1/128
          ipv4     | 255.255.255.255
          ip       | fe80::1
          ip       | 1:2:3:4:5:6:7:8
          json     | {"a": [1, null]}
          json     | "text"
          arn      | arn:aws:s3:::bucket/key
          arn      | arn:aws-us-gov:iam::123456789012:role/a:b
          arn      | arn:aws:iam::aws:policy/AdministratorAccess
          uuid     | 123e4567-e89b-12d3-a456-426614174000
          rfc3339  | 2030-01-02T03:04:05.678+01:00
          duration | 1h30m
          duration | 0
          port     | 65535
          base64   | aGVsbG8=
          nonsense | whatever
          """)
  void letsPassWhatProvidersDo(String format, String text) {
    assertThat(Formats.fits(format, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cidr           | 10.0.0.0
          cidr           | 10.0.0.0/33
          cidr           | 300.0.0.0/8
          cidr           | 01.0.0.0/8
          cidr           | 2001:db8::1::/32
          ip             | 1:2:3
          ip             | :1:2:3:4:5:6:7
          json           | {"a": 1,}
          json           | {
          json           | 1 2
          arn            | arn:aws:s3
          arn            | arn:aws:iam::1234:role/a
          uuid           | 123e4567
          rfc3339        | 2030-01-02
          duration       | 10
          port           | 65536
          aws_account_id | 12345678901
          """)
  void refusesWhatProvidersDo(String format, String text) {
    assertThat(Formats.fits(format, text)).isFalse();
  }

  @Test
  void anExpressionThatGoesBackAndForthForEverIsGivenUp() {
    assertThat(BoundedText.find(Pattern.compile("^(a|aa)+\\1b$"), "a".repeat(400) + "!")).isTrue();
    assertThat(BoundedText.find(Pattern.compile("^a+$"), "a".repeat(400) + "!")).isFalse();
  }
}
