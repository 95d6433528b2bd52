/* SPDX-License-Identifier: MIT */
/*
 * From a thread that fills to one that empties: rooms in a row, used in turn, which belong to whoever has a handover and
 * are known here by number alone. One room is being filled, from 0 on; those sent wait until they are emptied.
 *
 * Who has to wait, waits until half of the rooms are his, so that the two do not wake each other for each.
 */
#ifndef SIPERR_BASE_HANDOVER_H
#define SIPERR_BASE_HANDOVER_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct handover {
	pthread_mutex_t lock;
	pthread_cond_t filled, emptied;
	size_t rooms, sent, done;	/* how many were filled, how many emptied: under `lock` */
	bool over;			/* under `lock` */
};

void handover_init(struct handover *h, size_t rooms);	/* two or more */
void handover_release(struct handover *h);

/* The room is full. Returns the next one to fill, when it is empty. */
size_t handover_send(struct handover *h);
/* The same of the last one: nothing is filled after it. */
void handover_end(struct handover *h);

/* Waits for a full room; false: there will be none. */
bool handover_receive(struct handover *h, size_t *room);
/* It was emptied. */
void handover_give_back(struct handover *h);

#endif
