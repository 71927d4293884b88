/**
 * The code, manifests and settings of a repository become services and claims with evidence. Reads
 * texts; runs nothing of what it reads. One {@code LanguageReader} for each language.
 */
@NullMarked
package dev.slipway.intake.repository;

import org.jspecify.annotations.NullMarked;
