/*
 * A stand-in for libnvidia-ml.so.1 with the functions that Tangram uses, as nvml.h declares them.
 *
 * The GPUs are lines of a text file, so that several processes see the same ones and tests can read and write them:
 *   gpu INDEX MODEL MIG PENDING LOST        a GPU of one of the models below
 *   gi GPU ID PROFILE START                 a GPU instance
 *   ci GPU INSTANCE ID PROFILE START SERIAL a compute instance; the serial is part of its UUID
 *   process GPU PID INSTANCE                a process that computes there
 *   fail FUNCTION CODE SKIP TIMES           after SKIP calls the function answers CODE, TIMES times
 *   serial N                                serials given so far
 * The file is the one that fake_nvml_use named on this thread, else fake_nvml_use_on_every_thread, else $FAKE_NVML_STATE. $FAKE_NVML_KILL=N kills the calling process with SIGKILL at the
 * N-th point of its changing calls; each such call has two, before and after its effect.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { OK = 0, UNINITIALIZED = 1, INVALID = 2, UNSUPPORTED = 3, NOT_FOUND = 6, TOO_SMALL = 7, NO_DRIVER = 9, LOST = 15, IN_USE = 19, NO_RESOURCES = 23 };
enum { MOST = 256, CI_PROFILES = 9 };

typedef struct { unsigned start, size; } placement;
typedef struct { unsigned long long total, free, used; } memory_info;
typedef struct { unsigned pid; unsigned long long used; unsigned gi, ci; } process_info;
typedef struct { char legacy[16]; unsigned domain, bus, device, id, subsystem; char bus_id[32]; } pci_info;
typedef struct { unsigned version, id, p2p, slices, instances, sms, copy, dec, enc, jpeg, ofa; unsigned long long memory; char name[96]; } gi_profile_info;
typedef struct { void *device; unsigned id, profile; placement place; } gi_info;
typedef struct { unsigned id, slices, instances, sms, copy, dec, enc, jpeg, ofa; } ci_profile_info;
typedef struct { void *device, *gi; unsigned id, profile; placement place; } ci_info;

/* number: what nvmlDeviceGetGpuInstanceProfileInfo takes; id: what instances are created by. */
typedef struct { unsigned number, id, slices, memory_slices, media; int starts[8]; } size_row;
typedef struct { const char *key, *name; unsigned long long memory; unsigned pci, slices, memory_slices; const size_row *sizes; const char *names[8]; unsigned sms; } model_row;

static const size_row seven[] = {
    {0, 19, 1, 1, 0, {0, 1, 2, 3, 4, 5, 6, -1}}, {9, 15, 1, 2, 0, {0, 2, 4, 6, -1}}, {1, 14, 2, 2, 0, {0, 2, 4, -1}}, {2, 9, 3, 4, 0, {0, 4, -1}},
    {3, 5, 4, 4, 0, {0, -1}}, {4, 0, 7, 8, 0, {0, -1}}, {7, 20, 1, 1, 1, {0, 1, 2, 3, 4, 5, 6, -1}}, {99, 0, 0, 0, 0, {-1}}};
static const size_row four[] = {
    {0, 14, 1, 1, 0, {0, 1, 2, 3, -1}}, {1, 5, 2, 2, 0, {0, 2, -1}}, {3, 0, 4, 4, 0, {0, -1}}, {7, 21, 1, 1, 1, {0, 1, 2, 3, -1}}, {8, 6, 2, 2, 1, {0, 2, -1}}, {99, 0, 0, 0, 0, {-1}}};
static const model_row models[] = {
    {"a100-40gb", "NVIDIA A100-SXM4-40GB", 40960, 0x20B010DE, 7, 8, seven, {"1g.5gb", "1g.10gb", "2g.10gb", "3g.20gb", "4g.20gb", "7g.40gb", "1g.5gb+me"}, 14},
    {"a100-80gb", "NVIDIA A100 80GB PCIe", 81920, 0x20B510DE, 7, 8, seven, {"1g.10gb", "1g.20gb", "2g.20gb", "3g.40gb", "4g.40gb", "7g.80gb", "1g.10gb+me"}, 14},
    {"h100-80gb", "NVIDIA H100 80GB HBM3", 81559, 0x233010DE, 7, 8, seven, {"1g.10gb", "1g.20gb", "2g.20gb", "3g.40gb", "4g.40gb", "7g.80gb", "1g.10gb+me"}, 16},
    {"h200-141gb", "NVIDIA H200", 143771, 0x233510DE, 7, 8, seven, {"1g.18gb", "1g.35gb", "2g.35gb", "3g.71gb", "4g.71gb", "7g.141gb", "1g.18gb+me"}, 16},
    {"b200-180gb", "NVIDIA B200", 183359, 0x290110DE, 7, 8, seven, {"1g.23gb", "1g.45gb", "2g.45gb", "3g.90gb", "4g.90gb", "7g.180gb", "1g.23gb+me"}, 18},
    {"a30-24gb", "NVIDIA A30", 24576, 0x20B710DE, 4, 4, four, {"1g.6gb", "2g.12gb", "4g.24gb", "1g.6gb+me", "2g.12gb+me"}, 14},
    {"gh200", "NVIDIA GH200 480GB", 97871, 0x234210DE, 7, 8, seven, {"1g.12gb", "1g.24gb", "2g.24gb", "3g.48gb", "4g.48gb", "7g.96gb", "1g.12gb+me"}, 16},
    {"t4", "Tesla T4", 15360, 0x1EB810DE, 0, 0, NULL, {NULL}, 40}};

typedef struct { int index; char model[32]; int mig, pending, lost; } gpu_row;
typedef struct { int gpu, id, profile, start; } gi_row;
typedef struct { int gpu, gi, id, profile, start, serial; } ci_row;
typedef struct { int gpu, pid, gi; } process_row;
typedef struct { char function[80]; int code, skip, times; } fail_row;

/* Of each thread, since tests run beside each other with files of their own. */
static __thread struct {
    gpu_row gpus[16]; gi_row gis[MOST]; ci_row cis[MOST]; process_row processes[MOST]; fail_row fails[32];
    int gpu, gi, ci, process, fail, serial;
} s;
static int inits, points;
static __thread char chosen[4096];
static char of_all[4096];

void fake_nvml_use(const char *path) { snprintf(chosen, sizeof chosen, "%s", path); }
void fake_nvml_use_on_every_thread(const char *path) { snprintf(of_all, sizeof of_all, "%s", path); }

static const char *path(void) { return chosen[0] ? chosen : of_all[0] ? of_all : getenv("FAKE_NVML_STATE"); }

static int lock(void) {
    char name[4200];
    snprintf(name, sizeof name, "%s.lock", path());
    int fd = open(name, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0) flock(fd, LOCK_EX);
    return fd;
}

static void load(void) {
    char line[256];
    memset(&s, 0, sizeof s);
    FILE *f = fopen(path(), "re");
    if (!f) return;
    while (fgets(line, sizeof line, f)) {
        gpu_row *g = &s.gpus[s.gpu]; gi_row *i = &s.gis[s.gi]; ci_row *c = &s.cis[s.ci]; process_row *p = &s.processes[s.process]; fail_row *x = &s.fails[s.fail];
        if (sscanf(line, "gpu %d %31s %d %d %d", &g->index, g->model, &g->mig, &g->pending, &g->lost) == 5) s.gpu++;
        else if (sscanf(line, "gi %d %d %d %d", &i->gpu, &i->id, &i->profile, &i->start) == 4) s.gi++;
        else if (sscanf(line, "ci %d %d %d %d %d %d", &c->gpu, &c->gi, &c->id, &c->profile, &c->start, &c->serial) == 6) s.ci++;
        else if (sscanf(line, "process %d %d %d", &p->gpu, &p->pid, &p->gi) == 3) s.process++;
        else if (sscanf(line, "fail %79s %d %d %d", x->function, &x->code, &x->skip, &x->times) == 4) s.fail++;
        else sscanf(line, "serial %d", &s.serial);
    }
    fclose(f);
}

static void save(void) {
    char name[4200];
    snprintf(name, sizeof name, "%s.new", path());
    FILE *f = fopen(name, "we");
    if (!f) abort();
    for (int n = 0; n < s.gpu; n++) fprintf(f, "gpu %d %s %d %d %d\n", s.gpus[n].index, s.gpus[n].model, s.gpus[n].mig, s.gpus[n].pending, s.gpus[n].lost);
    for (int n = 0; n < s.gi; n++) fprintf(f, "gi %d %d %d %d\n", s.gis[n].gpu, s.gis[n].id, s.gis[n].profile, s.gis[n].start);
    for (int n = 0; n < s.ci; n++) fprintf(f, "ci %d %d %d %d %d %d\n", s.cis[n].gpu, s.cis[n].gi, s.cis[n].id, s.cis[n].profile, s.cis[n].start, s.cis[n].serial);
    for (int n = 0; n < s.process; n++) fprintf(f, "process %d %d %d\n", s.processes[n].gpu, s.processes[n].pid, s.processes[n].gi);
    for (int n = 0; n < s.fail; n++) fprintf(f, "fail %s %d %d %d\n", s.fails[n].function, s.fails[n].code, s.fails[n].skip, s.fails[n].times);
    fprintf(f, "serial %d\n", s.serial);
    fclose(f);
    rename(name, path());
}

static void point(void) {
    const char *at = getenv("FAKE_NVML_KILL");
    if (at && ++points == atoi(at)) kill(getpid(), SIGKILL);
}

/* The code to answer at once, or 0. */
static int enter(const char *function, int needs_init) {
    if (!path()) return NO_DRIVER;
    if (needs_init && !inits) return UNINITIALIZED;
    load();
    for (int n = 0; n < s.fail; n++) {
        fail_row *x = &s.fails[n];
        if (strcmp(x->function, function)) continue;
        if (x->skip > 0) { x->skip--; save(); continue; }
        if (x->times > 0) { x->times--; save(); return x->code; }
    }
    return OK;
}

#define CALL(...) { int fd = path() ? lock() : -1; int code = enter(__func__, 1); if (!code) code = ({ __VA_ARGS__; }); if (fd >= 0) close(fd); return code; }

/* Handles say what they are of and hold the numbers. */
static void *handle(unsigned kind, unsigned gpu, unsigned gi, unsigned ci) { return (void *)(unsigned long)(kind << 24 | gpu << 16 | gi << 8 | ci); }
static unsigned kind_of(void *h) { return (unsigned long)h >> 24; }
static int gpu_of(void *h) { return (unsigned long)h >> 16 & 255; }
static int gi_of(void *h) { return (unsigned long)h >> 8 & 255; }
static int ci_of(void *h) { return (unsigned long)h & 255; }

static gpu_row *gpu(void *h) {
    for (int n = 0; n < s.gpu; n++) if (s.gpus[n].index == gpu_of(h)) return &s.gpus[n];
    return NULL;
}
static const model_row *model(gpu_row *g) {
    for (unsigned n = 0; n < sizeof models / sizeof *models; n++) if (!strcmp(models[n].key, g->model)) return &models[n];
    return NULL;
}
static const size_row *size_by_id(const model_row *m, int id) {
    for (const size_row *z = m->sizes; z && z->number != 99; z++) if ((int)z->id == id) return z;
    return NULL;
}
static gi_row *gi(void *h) {
    for (int n = 0; n < s.gi; n++) if (s.gis[n].gpu == gpu_of(h) && s.gis[n].id == gi_of(h)) return &s.gis[n];
    return NULL;
}
static ci_row *ci(void *h) {
    for (int n = 0; n < s.ci; n++) if (s.cis[n].gpu == gpu_of(h) && s.cis[n].gi == gi_of(h) && s.cis[n].id == ci_of(h)) return &s.cis[n];
    return NULL;
}
static const size_row *size_of_gi(gi_row *i) { void *h = handle(1, i->gpu, 0, 0); return size_by_id(model(gpu(h)), i->profile); }
static int check(void *h) { gpu_row *g = gpu(h); return !g ? INVALID : g->lost ? LOST : OK; }
static int check_mig(void *h) { int code = check(h); return code ? code : !model(gpu(h))->sizes || !gpu(h)->mig ? UNSUPPORTED : OK; }
static const unsigned ci_slices[CI_PROFILES] = {1, 2, 3, 4, 7, 8, 6, 0, 7};
static int is_busy(int g, int i) {
    for (int n = 0; n < s.process; n++) if (s.processes[n].gpu == g && s.processes[n].gi == i) return 1;
    return 0;
}

int nvmlInit_v2(void) { int fd = path() ? lock() : -1; int code = enter(__func__, 0); if (!code) __atomic_add_fetch(&inits, 1, __ATOMIC_SEQ_CST); if (fd >= 0) close(fd); return code; }
int nvmlShutdown(void) { CALL(__atomic_sub_fetch(&inits, 1, __ATOMIC_SEQ_CST); OK) }
const char *nvmlErrorString(int code) { return code == LOST ? "GPU is lost" : code == 999 ? "Unknown Error" : code == 4 ? "Insufficient Permissions" : code ? "some error" : "Success"; }
int nvmlDeviceGetCount_v2(unsigned *count) { CALL(*count = s.gpu; OK) }
int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **device) { CALL(void *h = handle(1, index, 0, 0); int c = check(h); if (!c) *device = h; c) }

int nvmlDeviceGetUUID(void *device, char *uuid, unsigned length) {
    CALL(int c = check(device);
         if (!c && kind_of(device) == 2) { ci_row *x = ci(device); if (!x) c = NOT_FOUND; else snprintf(uuid, length, "MIG-%08x-0000-%04x-%04x-%012x", x->gpu, x->gi, x->id, x->serial); }
         else if (!c) snprintf(uuid, length, "GPU-%08x-0000-4000-8000-000000000000", gpu_of(device));
         c)
}
int nvmlDeviceGetName(void *device, char *name, unsigned length) { CALL(int c = check(device); if (!c) snprintf(name, length, "%s", model(gpu(device))->name); c) }
/* A MIG device's memory is its instance's; each process takes what a context and a small model do. */
static void mig_memory(void *device, memory_info *m) {
    gi_row *i = gi(device);
    if (!i) return;
    m->total = (model(gpu(device))->memory << 20) / model(gpu(device))->memory_slices * size_of_gi(i)->memory_slices;
    for (int n = 0; n < s.process; n++) if (s.processes[n].gpu == i->gpu && s.processes[n].gi == i->id) m->used += 512ull << 20;
    m->free = m->total - m->used;
}
int nvmlDeviceGetMemoryInfo(void *device, memory_info *m) {
    CALL(int c = check(device);
         if (!c) { m->total = model(gpu(device))->memory << 20; m->used = 0; m->free = m->total; if (kind_of(device) == 2) mig_memory(device, m); }
         c)
}
int nvmlDeviceGetPciInfo_v3(void *device, pci_info *p) { CALL(int c = check(device); if (!c) { memset(p, 0, sizeof *p); p->id = model(gpu(device))->pci; } c) }
int nvmlDeviceGetMigMode(void *device, unsigned *current, unsigned *pending) {
    CALL(int c = check(device); if (!c && !model(gpu(device))->sizes) c = UNSUPPORTED; if (!c) { *current = gpu(device)->mig; *pending = gpu(device)->pending; } c)
}
int nvmlDeviceGetComputeRunningProcesses_v3(void *device, unsigned *count, process_info *infos) {
    CALL(int c = check(device); unsigned have = 0;
         if (!c) for (int n = 0; n < s.process; n++) if (s.processes[n].gpu == gpu_of(device)) {
             if (have < *count && infos) { memset(&infos[have], 0, sizeof *infos); infos[have].pid = s.processes[n].pid; infos[have].gi = s.processes[n].gi; infos[have].ci = 0xFFFFFFFF; }
             have++;
         }
         if (!c) { if (have > *count) c = TOO_SMALL; *count = have; }
         c)
}
int nvmlDeviceGetGpuInstanceProfileInfoV(void *device, unsigned number, gi_profile_info *info) {
    CALL(int c = check_mig(device);
         if (!c && info->version != (sizeof *info | 2u << 24)) c = INVALID;
         if (!c && number >= 18) c = INVALID;
         if (!c) {
             const model_row *m = model(gpu(device)); const size_row *z = m->sizes; int at = 0;
             while (z->number != 99 && z->number != number) { z++; at++; }
             if (z->number == 99) c = UNSUPPORTED;
             else {
                 unsigned version = info->version, fits = 0;
                 while (z->starts[fits] >= 0) fits++;
                 memset(info, 0, sizeof *info);
                 info->version = version; info->id = z->id; info->slices = z->slices; info->sms = z->slices * m->sms; info->instances = z->media ? 1 : fits;
                 info->memory = m->memory * z->memory_slices / m->memory_slices;
                 snprintf(info->name, sizeof info->name, "MIG %s", m->names[at]);
             }
         }
         c)
}
int nvmlDeviceGetGpuInstancePossiblePlacements_v2(void *device, unsigned profile, placement *places, unsigned *count) {
    CALL(int c = check_mig(device); const size_row *z = c ? NULL : size_by_id(model(gpu(device)), profile);
         if (!c && !z) c = INVALID;
         if (!c) { unsigned n = 0; for (; z->starts[n] >= 0; n++) if (places) { places[n].start = z->starts[n]; places[n].size = z->memory_slices; } *count = n; }
         c)
}

static int fits(void *device, const model_row *m, const size_row *z, int start) {
    unsigned slices = z->slices, media = z->media;
    for (int n = 0; n < s.gi; n++) {
        if (s.gis[n].gpu != gpu_of(device)) continue;
        const size_row *other = size_by_id(m, s.gis[n].profile);
        slices += other->slices; media += other->media;
        if (s.gis[n].start < start + (int)z->memory_slices && start < s.gis[n].start + (int)other->memory_slices) return 0;
    }
    return slices <= m->slices && media <= 1;
}
static int create_at(void *device, int profile, int start, void **out) {
    const size_row *z = size_by_id(model(gpu(device)), profile);
    int id = 1, legal = 0;
    for (int n = 0; z && z->starts[n] >= 0; n++) legal |= z->starts[n] == start;
    if (!z || !legal) return INVALID;
    if (!fits(device, model(gpu(device)), z, start)) return NO_RESOURCES;
    while (gi(handle(3, gpu_of(device), id, 0))) id++;
    point();
    s.gis[s.gi++] = (gi_row){gpu_of(device), id, profile, start};
    save();
    point();
    *out = handle(3, gpu_of(device), id, 0);
    return OK;
}
int nvmlDeviceCreateGpuInstanceWithPlacement(void *device, unsigned profile, const placement *place, void **out) { CALL(int c = check_mig(device); c ? c : create_at(device, profile, place->start, out)) }
/* Left to choose, it takes the last start that is free, and so its success depends on the order, as on GPUs. */
int nvmlDeviceCreateGpuInstance(void *device, unsigned profile, void **out) {
    CALL(int c = check_mig(device); const size_row *z = c ? NULL : size_by_id(model(gpu(device)), profile); int n = 0;
         if (!c && !z) c = INVALID;
         if (!c) { while (z->starts[n] >= 0) n++; do n--; while (n >= 0 && !fits(device, model(gpu(device)), z, z->starts[n])); c = n < 0 ? NO_RESOURCES : create_at(device, profile, z->starts[n], out); }
         c)
}
int nvmlGpuInstanceDestroy(void *instance) {
    CALL(int c = check_mig(instance); gi_row *x = gi(instance);
         if (!c && !x) c = INVALID;
         for (int n = 0; n < s.ci && !c; n++) if (s.cis[n].gpu == gpu_of(instance) && s.cis[n].gi == gi_of(instance)) c = IN_USE;
         if (!c && is_busy(gpu_of(instance), gi_of(instance))) c = IN_USE;
         if (!c) { point(); *x = s.gis[--s.gi]; save(); point(); }
         c)
}
int nvmlDeviceGetGpuInstances(void *device, unsigned profile, void **instances, unsigned *count) {
    CALL(int c = check_mig(device); if (!c) { *count = 0; for (int n = 0; n < s.gi; n++) if (s.gis[n].gpu == gpu_of(device) && s.gis[n].profile == (int)profile) instances[(*count)++] = handle(3, s.gis[n].gpu, s.gis[n].id, 0); } c)
}
int nvmlGpuInstanceGetInfo(void *instance, gi_info *info) {
    CALL(int c = check(instance); gi_row *x = gi(instance);
         if (!c && !x) c = INVALID;
         if (!c) *info = (gi_info){handle(1, x->gpu, 0, 0), x->id, x->profile, {x->start, size_of_gi(x)->memory_slices}};
         c)
}
int nvmlGpuInstanceGetComputeInstanceProfileInfo(void *instance, unsigned number, unsigned engine, ci_profile_info *info) {
    CALL(int c = check(instance); gi_row *x = gi(instance);
         if (!c && (!x || number >= CI_PROFILES || engine)) c = INVALID;
         if (!c && (!ci_slices[number] || ci_slices[number] > size_of_gi(x)->slices)) c = UNSUPPORTED;
         if (!c) { memset(info, 0, sizeof *info); info->id = number; info->slices = ci_slices[number]; info->instances = size_of_gi(x)->slices / ci_slices[number]; info->sms = 14 * ci_slices[number]; }
         c)
}
int nvmlGpuInstanceCreateComputeInstance(void *instance, unsigned profile, void **out) {
    CALL(int c = check(instance); gi_row *x = gi(instance); unsigned used = 0; int id = 0;
         if (!c && (!x || profile >= CI_PROFILES)) c = INVALID;
         if (!c && (!ci_slices[profile] || ci_slices[profile] > size_of_gi(x)->slices)) c = UNSUPPORTED;
         for (int n = 0; n < s.ci && !c; n++) if (s.cis[n].gpu == x->gpu && s.cis[n].gi == x->id) used += ci_slices[s.cis[n].profile];
         if (!c && used + ci_slices[profile] > size_of_gi(x)->slices) c = NO_RESOURCES;
         if (!c) {
             while (ci(handle(4, x->gpu, x->id, id))) id++;
             point();
             s.cis[s.ci++] = (ci_row){x->gpu, x->id, id, profile, used, ++s.serial};
             save();
             point();
             *out = handle(4, x->gpu, x->id, id);
         }
         c)
}
int nvmlComputeInstanceDestroy(void *instance) {
    CALL(int c = check(instance); ci_row *x = ci(instance);
         if (!c && !x) c = INVALID;
         if (!c && is_busy(gpu_of(instance), gi_of(instance))) c = IN_USE;
         if (!c) { point(); *x = s.cis[--s.ci]; save(); point(); }
         c)
}
int nvmlGpuInstanceGetComputeInstances(void *instance, unsigned profile, void **instances, unsigned *count) {
    CALL(int c = check(instance); gi_row *x = gi(instance);
         if (!c && !x) c = INVALID;
         if (!c) { *count = 0; for (int n = 0; n < s.ci; n++) if (s.cis[n].gpu == x->gpu && s.cis[n].gi == x->id && s.cis[n].profile == (int)profile) instances[(*count)++] = handle(4, x->gpu, x->id, s.cis[n].id); }
         c)
}
int nvmlComputeInstanceGetInfo_v2(void *instance, ci_info *info) {
    CALL(int c = check(instance); ci_row *x = ci(instance);
         if (!c && !x) c = INVALID;
         if (!c) *info = (ci_info){handle(1, x->gpu, 0, 0), handle(3, x->gpu, x->gi, 0), x->id, x->profile, {x->start, ci_slices[x->profile]}};
         c)
}
int nvmlDeviceGetMaxMigDeviceCount(void *device, unsigned *count) { CALL(int c = check(device); if (!c) *count = gpu(device)->mig ? 7 : 0; c) }
int nvmlDeviceGetMigDeviceHandleByIndex(void *device, unsigned index, void **out) {
    CALL(int c = check_mig(device); unsigned at = 0; if (!c) { c = NOT_FOUND; for (int n = 0; n < s.ci; n++) if (s.cis[n].gpu == gpu_of(device) && at++ == index) { *out = handle(2, s.cis[n].gpu, s.cis[n].gi, s.cis[n].id); c = OK; } } c)
}
int nvmlDeviceGetGpuInstanceId(void *device, unsigned *id) { CALL(int c = check(device); if (!c) *id = gi_of(device); c) }
int nvmlDeviceGetComputeInstanceId(void *device, unsigned *id) { CALL(int c = check(device); if (!c) *id = ci_of(device); c) }
