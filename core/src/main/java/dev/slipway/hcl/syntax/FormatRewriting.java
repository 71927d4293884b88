package dev.slipway.hcl.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The tokens of a text without errors, with what Terraform writes differently from what it reads:
 * labels are quoted, a value that is nothing but one interpolation loses its quotes, and types of
 * variables lose the forms of Terraform 0.11.
 */
final class FormatRewriting {

  private final String text;
  private final Tokens source;
  private final List<FormatToken> out;

  /** The types of the blocks around the place at hand, the innermost first. */
  private final Deque<String> blocks = new ArrayDeque<>();

  private int at;

  FormatRewriting(String text) {
    this.text = text;
    this.source = Lexer.tokens(text);
    this.out = new ArrayList<>(source.size());
  }

  List<FormatToken> tokens() {
    while (at < source.size()) {
      switch (source.kind(at)) {
        case IDENTIFIER -> item();
        case BRACE_CLOSE -> {
          blocks.poll();
          out.add(take());
        }
        default -> out.add(take());
      }
    }
    return out;
  }

  private FormatToken take() {
    int end = at == 0 ? beginning() : source.end(at - 1);
    FormatToken token =
        new FormatToken(
            source.kind(at),
            text.substring(source.start(at), source.end(at)),
            source.start(at) - end);
    at++;
    return token;
  }

  /** Terraform takes the three bytes of a byte order mark for as many spaces. */
  private int beginning() {
    return text.startsWith("\uFEFF") ? -2 : 0;
  }

  private void item() {
    FormatToken name = take();
    out.add(name);
    int next = at;
    while (source.kind(next) == TokenKind.COMMENT) {
      next++;
    }
    if (source.kind(next) == TokenKind.EQUAL) {
      attribute(name.text());
    } else {
      labels();
      blocks.push(name.text());
    }
  }

  /** Comments between the labels are left out. Ends behind the opening brace. */
  private void labels() {
    List<FormatToken> comments = new ArrayList<>();
    while (source.kind(at) != TokenKind.END) {
      FormatToken token = take();
      switch (token.kind()) {
        case BRACE_OPEN -> {
          out.addAll(comments);
          out.add(token);
          return;
        }
        case IDENTIFIER, QUOTED_TEXT -> {
          comments.clear();
          FormatLabel.add(out, token);
        }
        case QUOTE_OPEN -> {
          comments.clear();
          if (source.kind(at) == TokenKind.QUOTE_CLOSE) {
            FormatLabel.add(out, new FormatToken(TokenKind.QUOTED_TEXT, "", 0));
          }
        }
        case QUOTE_CLOSE -> {}
        default -> comments.add(token);
      }
    }
  }

  private void attribute(String name) {
    while (source.kind(at) == TokenKind.COMMENT || source.kind(at) == TokenKind.EQUAL) {
      out.add(take());
    }
    int end = valueEnd();
    List<FormatToken> value = new ArrayList<>(end - at);
    while (at < end) {
      value.add(take());
    }
    boolean type =
        name.equals("type") && blocks.size() == 1 && blocks.getFirst().equals("variable");
    out.addAll(type ? FormatValue.type(value) : FormatValue.unwrapped(value));
  }

  /** The index behind the last token of the value that begins here. */
  private int valueEnd() {
    int depth = 0;
    int end = at;
    for (int i = at; source.kind(i) != TokenKind.END; i++) {
      TokenKind kind = source.kind(i);
      if (depth == 0 && endsValue(kind, i)) {
        return end;
      }
      depth += nesting(kind);
      if (kind != TokenKind.COMMENT) {
        end = i + 1;
      }
    }
    return end;
  }

  private boolean endsValue(TokenKind kind, int index) {
    return kind == TokenKind.NEWLINE
        || kind == TokenKind.BRACE_CLOSE
        || (kind == TokenKind.COMMENT && text.charAt(source.end(index) - 1) == '\n');
  }

  private static int nesting(TokenKind kind) {
    return switch (kind) {
      case BRACE_OPEN, BRACKET_OPEN, PARENTHESIS_OPEN, INTERPOLATION_OPEN, DIRECTIVE_OPEN -> 1;
      case QUOTE_OPEN, HEREDOC_OPEN -> 1;
      case BRACE_CLOSE, BRACKET_CLOSE, PARENTHESIS_CLOSE, SEQUENCE_CLOSE -> -1;
      case QUOTE_CLOSE, HEREDOC_CLOSE -> -1;
      default -> 0;
    };
  }
}
