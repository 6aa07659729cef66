"""Between a workspace folder, the model of the library, and the database: nothing is lost."""
