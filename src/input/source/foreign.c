/* SPDX-License-Identifier: MIT */
#include "input/source/foreign.h"

#define CONVERT ": editcap -F pcapng FILE new.pcapng"

static const struct {
	struct slice magic;
	const char *what;
} kinds[] = {
	{ { "snoop\0\0\0", 8 }, "Solaris snoop" CONVERT },
	{ { "GMBU", 4 }, "Microsoft Network Monitor" CONVERT },
	{ { "RTSS", 4 }, "Microsoft Network Monitor 1" CONVERT },
	{ { "TRSNIFF data", 12 }, "Sniffer" CONVERT },
	{ { "XCP\0", 4 }, "NetXray, Windows Sniffer" CONVERT },
	{ { "\x7f" "ver", 4 }, "OmniPeek, EtherPeek" CONVERT },
	{ { "iptrace ", 8 }, "AIX iptrace" CONVERT },
	{ { "btsnoop\0", 8 }, "btsnoop" CONVERT },
	{ { "\0\0\2\0\x12\x05\x10", 7 }, "Tektronix K12" CONVERT },
	{ { "\x05VNF", 4 }, "Visual Networks" CONVERT },
	{ { "\xaa\xaa\xaa\xaa", 4 }, "InfoVista 5View" CONVERT },
	{ { "T\0\2\0", 4 }, "HP-UX nettl" CONVERT },
	{ { "\x13\x01\0\0", 4 }, "Windows event trace: etl2pcapng FILE new.pcapng" },
	{ { "BZh", 3 }, "bzip2: bzcat FILE | siperr" },
	{ { "PK\3\4", 4 }, "ZIP: unzip -p FILE | siperr" },
	{ { "7z\xbc\xaf\x27\x1c", 6 }, "7-Zip: 7z x -so FILE | siperr" },
	{ { "Rar!\x1a\x07", 6 }, "RAR: unrar p -inul FILE | siperr" },
	{ { "\x04\x22\x4d\x18", 4 }, "LZ4: lz4cat FILE | siperr" },
	{ { "\x1f\x9d", 2 }, "compress: zcat FILE | siperr" },
	{ { "LZIP\1", 5 }, "lzip: lzip -dc FILE | siperr" },
	{ { "%PDF-", 5 }, "PDF: pdftotext FILE - | siperr" },
	{ { "\x89PNG\r\n\x1a\n", 8 }, "PNG: tesseract FILE - | siperr" },
	{ { "\xff\xd8\xff", 3 }, "JPEG: tesseract FILE - | siperr" },
	{ { "SQLite format 3\0", 16 }, "SQLite: sqlite3 FILE .dump | siperr" },
	{ { "\x7f" "ELF", 4 }, "ELF: strings FILE | siperr" },
};

bool
foreign_may_start(struct slice start)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (start.n > 1 && (slice_starts(start, kinds[i].magic) || slice_starts(kinds[i].magic, start)))
			return true;
	return false;
}

const char *
foreign_find(struct slice start)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (slice_starts(start, kinds[i].magic))
			return kinds[i].what;
	return NULL;
}
