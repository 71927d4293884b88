package dev.slipway.terraform;

import dev.slipway.hcl.syntax.Range;
import java.util.Optional;

/** {@code moved { … }}. A side is empty where it is wrong, which is reported already. */
public record Moved(Optional<Reference> from, Optional<Reference> to, Range header) {}
