package dev.howdah.postgres.catalog;

import dev.howdah.postgres.connection.SqlLog;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.PgType;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the catalogue of a whole database, however many schemas and relations, in one round trip: a
 * handful of queries sent together whose rows are joined here.
 */
public final class CatalogReader {
    private static final int ROWS_PER_FETCH = 0;

    private CatalogReader() {}

    /** What was read: the relations, and the types that their columns use. */
    record Result(Catalog catalog, Map<Integer, PgType> types) {}

    /**
     * Reads every schema but the system's own, or exactly those that are named. A named schema that
     * does not exist is not in the result.
     */
    public static Catalog read(Connection connection, Optional<List<String>> schemas) {
        return readAll(connection, schemas).catalog();
    }

    static Result readAll(Connection connection, Optional<List<String>> schemas) {
        CatalogQueries queries =
                schemas.isPresent() ? CatalogQueries.namedSchemas() : CatalogQueries.userSchemas();
        List<String> bySchema =
                List.of(
                        queries.typesOfColumns(),
                        queries.columns(),
                        queries.keys(),
                        queries.indexes(),
                        queries.relations(),
                        queries.schemas());
        String all = CatalogQueries.enumLabels() + ";\n" + String.join(";\n", bySchema);
        SqlLog.sent(connection, all);
        try (PreparedStatement statement = connection.prepareStatement(all)) {
            statement.setFetchSize(ROWS_PER_FETCH);
            if (schemas.isPresent()) {
                Array names = connection.createArrayOf("text", schemas.get().toArray());
                for (int query = 1; query <= bySchema.size(); query++) {
                    statement.setArray(query, names);
                }
            }
            statement.execute();
            return assemble(new Results(statement));
        } catch (SQLException failure) {
            throw HowdahException.of(
                    ErrorKind.SERVER,
                    "Could not read the catalogue: " + failure.getMessage(),
                    failure);
        }
    }

    /** Reads types and whatever they are made of; oids that nothing has are left out. */
    static Map<Integer, PgType> readTypes(Connection connection, Collection<Integer> oids) {
        String all = CatalogQueries.enumLabels() + ";\n" + CatalogQueries.typesByOid();
        Object[] unsigned = oids.stream().map(Integer::toUnsignedString).toArray();
        SqlLog.sent(connection, all);
        try (PreparedStatement statement = connection.prepareStatement(all)) {
            statement.setArray(1, connection.createArrayOf("text", unsigned));
            statement.execute();
            Results results = new Results(statement);
            TypeGraph types = new TypeGraph();
            types.addLabels(results.next());
            types.addTypes(results.next());
            return types.all();
        } catch (SQLException failure) {
            throw HowdahException.of(
                    ErrorKind.SERVER,
                    "Could not read the types of a result: " + failure.getMessage(),
                    failure);
        }
    }

    private static Result assemble(Results results) throws SQLException {
        TypeGraph types = new TypeGraph();
        types.addLabels(results.next());
        types.addTypes(results.next());
        RelationParts parts = new RelationParts(types);
        parts.addColumns(results.next());
        parts.addKeys(results.next());
        parts.addIndexes(results.next());
        Map<String, List<Relation>> relations = parts.relations(results.next());
        List<Schema> schemas = new ArrayList<>();
        ResultSet rows = results.next();
        while (rows.next()) {
            String name = rows.getString(1);
            schemas.add(
                    new Schema(
                            name,
                            Optional.ofNullable(rows.getString(2)),
                            relations.getOrDefault(name, List.of())));
        }
        return new Result(new Catalog(schemas, types.enumerations()), types.all());
    }

    /** The results of one execution, one after the other. */
    private static final class Results {
        private final PreparedStatement statement;
        private boolean first = true;

        Results(PreparedStatement statement) {
            this.statement = statement;
        }

        ResultSet next() throws SQLException {
            if (!first && !statement.getMoreResults()) {
                throw HowdahException.internal("the server answered fewer queries than were sent");
            }
            first = false;
            return statement.getResultSet();
        }
    }
}
