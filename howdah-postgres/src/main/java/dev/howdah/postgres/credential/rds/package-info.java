/**
 * Passwords for Amazon RDS and Aurora, made out of AWS credentials. The only package that imports
 * the AWS SDK, which need not be there unless it is used.
 */
@NullMarked
package dev.howdah.postgres.credential.rds;

import org.jspecify.annotations.NullMarked;
