package dev.slipway.intake;

import dev.slipway.evidence.Evidence;
import dev.slipway.vocabulary.MigrationTool;
import java.util.List;

/**
 * Database migrations that a service brings.
 *
 * @param tool what runs them
 * @param directory where they lie, from the project's root
 * @param command what brings the database up to date, run in the service's folder of the image
 * @param files the migrations in order, from the project's root
 */
public record Migrations(
    MigrationTool tool,
    String directory,
    List<String> command,
    List<String> files,
    Evidence evidence) {}
