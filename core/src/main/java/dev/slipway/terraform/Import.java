package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.Range;
import java.util.Optional;

/** {@code import { … }}. */
public record Import(
    Optional<HclExpression> to,
    Optional<HclExpression> id,
    Optional<HclExpression> forEach,
    Optional<ProviderReference> provider,
    Range header) {}
