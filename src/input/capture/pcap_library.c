/* SPDX-License-Identifier: MIT */
#include "input/capture/pcap_library.h"

#include <pcap/pcap.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/memory.h"
#include "input/unpack/library.h"

_Static_assert(PCAP_WHY_SIZE >= PCAP_ERRBUF_SIZE, "room for libpcap's messages");

struct pcap_reader {
	pcap_t *pcap;
	int link_type;
};

static struct {
	pcap_t *(*open)(FILE *, char *);
	int (*next)(pcap_t *, struct pcap_pkthdr **, const u_char **);
	int (*datalink)(pcap_t *);
	char *(*why)(pcap_t *);
	void (*close)(pcap_t *);
	const char *(*link_name)(int);	/* may be NULL */
	const char *missing;	/* NULL: all that are needed were found */
} library;

static bool
find(const char *name, void *function)
{
	return library_find(LIBRARY_PCAP, name, function);
}

static void
load(void)
{
	if (!library_load(LIBRARY_PCAP, &library.missing))
		return;
	if (!find("pcap_fopen_offline", &library.open) || !find("pcap_next_ex", &library.next) ||
	    !find("pcap_datalink", &library.datalink) || !find("pcap_geterr", &library.why) ||
	    !find("pcap_close", &library.close))
		library.missing = "libpcap";
	find("pcap_datalink_val_to_name", &library.link_name);
}

bool
pcap_library_load(char why[PCAP_WHY_SIZE])
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, load);
	if (library.missing != NULL)
		snprintf(why, PCAP_WHY_SIZE, "%s", library.missing);
	return library.missing == NULL;
}

struct pcap_reader *
pcap_reader_open(FILE *stream, char why[PCAP_WHY_SIZE])
{
	pcap_t *pcap = library.open(stream, why);
	struct pcap_reader *r;

	if (pcap == NULL) {
		fclose(stream);
		return NULL;
	}
	r = xcalloc(1, sizeof *r);
	r->pcap = pcap;
	r->link_type = library.datalink(pcap);
	return r;
}

enum pcap_status
pcap_reader_next(struct pcap_reader *r, struct packet *out, char why[PCAP_WHY_SIZE])
{
	struct pcap_pkthdr *header;
	const u_char *bytes;

	switch (library.next(r->pcap, &header, &bytes)) {
	case 1:
		*out = (struct packet){
			.link_type = r->link_type,
			.bytes = { (const char *)bytes, header->caplen },
			.whole = header->len,
			.time = (int64_t)header->ts.tv_sec * TIME_SECOND + header->ts.tv_usec,
		};
		return PCAP_PACKET;
	case PCAP_ERROR_BREAK:
		return PCAP_END;
	default:
		snprintf(why, PCAP_WHY_SIZE, "%s", library.why(r->pcap));
		return strstr(why, "truncated") != NULL ? PCAP_CUT : PCAP_BROKEN;
	}
}

int
pcap_reader_link_type(const struct pcap_reader *r)
{
	return r->link_type;
}

void
pcap_reader_close(struct pcap_reader *r)
{
	library.close(r->pcap);
	free(r);
}

const char *
pcap_link_name(int link_type)
{
	return library.link_name != NULL ? library.link_name(link_type) : NULL;
}
