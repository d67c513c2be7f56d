package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.statement.ChangeStatement;
import dev.howdah.duckdb.statement.ChangeStatement.Alter;
import dev.howdah.duckdb.statement.ChangeStatement.Comment;
import dev.howdah.duckdb.statement.ChangeStatement.CreateIndex;
import dev.howdah.duckdb.statement.ChangeStatement.CreateSchema;
import dev.howdah.duckdb.statement.ChangeStatement.CreateSequence;
import dev.howdah.duckdb.statement.ChangeStatement.CreateTable;
import dev.howdah.duckdb.statement.ChangeStatement.CreateType;
import dev.howdah.duckdb.statement.ChangeStatement.CreateView;
import dev.howdah.duckdb.statement.ChangeStatement.Drop;
import dev.howdah.duckdb.statement.ChangeStatement.Truncate;
import dev.howdah.duckdb.statement.ChangeStatement.Unsupported;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.List;

/** What a statement of DuckDB's is in PostgreSQL's SQL, given what the catalogue holds now. */
final class DdlScript {
    private final DdlNames names;
    private final ColumnTypes types;
    private final WrittenTypes written;
    private final DuckDbQuestions duckDb;
    private final AttachedDatabase database;

    DdlScript(AttachedDatabase database, String currentSchema, DuckDbQuestions duckDb) {
        this.database = database;
        this.duckDb = duckDb;
        this.names = new DdlNames(database, currentSchema);
        this.types = ColumnTypes.of(database);
        this.written = new WrittenTypes(names, types, duckDb);
    }

    /**
     * The statements for the server, in their order.
     *
     * @throws HowdahException of kind UNSUPPORTED if PostgreSQL or Howdah has no such thing
     */
    List<String> of(ChangeStatement statement) throws SQLException {
        return switch (statement) {
            case CreateTable table -> tables().create(table);
            case CreateSchema schema -> objects().createSchema(schema);
            case CreateView view -> objects().createView(view);
            case CreateIndex index -> List.of(objects().createIndex(index));
            case CreateType type -> new TypeSql(names, written, duckDb).create(type);
            case CreateSequence sequence -> objects().createSequence(sequence);
            case Drop drop -> objects().drop(drop);
            case Alter alter -> List.of(alters().alter(alter));
            case Comment comment -> List.of(objects().comment(comment));
            case Truncate truncate -> List.of(objects().truncate(truncate));
            case Unsupported unsupported ->
                    throw HowdahException.unsupported(
                            unsupported.what()
                                    + " is not supported in the PostgreSQL database \""
                                    + database.name()
                                    + "\"; "
                                    + unsupported.insteadIn(database.name()));
            default -> throw HowdahException.internal("no definition: " + statement);
        };
    }

    private TableSql tables() {
        return new TableSql(names, written, duckDb, database.remote().serverVersion());
    }

    private ObjectSql objects() {
        return new ObjectSql(names, types);
    }

    private AlterSql alters() {
        return new AlterSql(
                names, written, duckDb, database.name(), database.remote().serverVersion());
    }
}
