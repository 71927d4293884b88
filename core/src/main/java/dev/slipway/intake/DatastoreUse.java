package dev.slipway.intake;

import dev.slipway.evidence.Evidence;
import dev.slipway.vocabulary.Engine;
import java.util.List;
import java.util.Optional;

/**
 * A service's use of a datastore, by dependency, connection string or compose file.
 *
 * @param engine what it is
 * @param version major version where something says it
 * @param extensions such as {@code postgis} or {@code vector}
 * @param client the driver or library, such as {@code asyncpg}; it decides the form of the
 *     connection string
 */
public record DatastoreUse(
    Engine engine,
    Optional<String> version,
    List<String> extensions,
    Optional<String> client,
    Evidence evidence) {}
