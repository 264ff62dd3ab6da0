import sys

from leeward.cli.command import main

sys.exit(main())
