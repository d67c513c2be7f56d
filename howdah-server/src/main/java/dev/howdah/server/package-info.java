/**
 * A throw-away PostgreSQL: starts a real server of a chosen version in a temporary folder and
 * removes it afterwards. Used by the demo, the benchmark and every test; depends on nothing else of
 * the project.
 */
package dev.howdah.server;
