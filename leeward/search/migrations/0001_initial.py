from django.db import migrations, models

import leeward.search.models


class Migration(migrations.Migration):
    """The state only: the table is made by leeward.search.index after every migrate (see apps.py)."""

    initial = True
    dependencies = [("boards", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("post_id", models.BigIntegerField(db_column="rowid", primary_key=True, serialize=False)),
                ("words", leeward.search.models.Matched(db_column="search_words")),
            ],
            options={"db_table": "search_words", "managed": False},
        ),
    ]
