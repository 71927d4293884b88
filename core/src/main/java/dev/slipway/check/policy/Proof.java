package dev.slipway.check.policy;

/**
 * Where a measure is seen.
 *
 * @param address a resource such as {@code google_sql_database_instance.main}, or a file
 * @param setting what it says there, such as {@code ipv4_enabled = false}
 */
public record Proof(String address, String setting) {}
