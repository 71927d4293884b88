package dev.slipway.document;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.Parser;

/** A parser that refuses to go deep, since what composes its events calls itself on each level. */
final class ShallowParser implements Parser {

  private final Parser parser;
  private final int limit;
  private final RuntimeException refusal;
  private int depth;

  ShallowParser(Parser parser, int limit, RuntimeException refusal) {
    this.parser = parser;
    this.limit = limit;
    this.refusal = refusal;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  @Override
  public Event next() {
    Event event = parser.next();
    switch (event.getEventId()) {
      case SequenceStart, MappingStart -> depth++;
      case SequenceEnd, MappingEnd -> depth--;
      case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> {}
    }
    if (depth > limit) {
      throw refusal;
    }
    return event;
  }
}
