"""Interim assembly until the full one stands here."""
from collections.abc import Sequence
from generator.model import *  # noqa: F403
from generator.resolve.places import load_places
from generator.resolve.indicators import resolve_indicators
from generator.resolve.due_dates import inherit_due_dates
from generator.romanize import romanize, slug

def resolve(mentions: Sequence[Mentions]) -> Corpus:
    places = load_places()
    np = {}
    for m in mentions:
        d = m.document
        p = places.find(d.normalized.source.metadata.place or (d.issuing_authority or "").replace("人民政府", "").replace("办公室", ""))
        np[m.document.id] = p.id if p else None
    idx = resolve_indicators([(m.document.id, t) for m in mentions for t in m.targets], places, np)
    orgs = {}
    def org(doc, name):
        oid = f"{np[doc] or 'china'}/{slug(name)}"
        orgs[oid] = Organization(oid, name, romanize(name), "generated", (), np[doc], "body")
        return oid
    A=[];T=[];D=[];C=[]
    for m in mentions:
        d=m.document; by={}
        for i,a in enumerate(m.assignments):
            o=org(d.id,a.as_written); A.append(Assignment(f"{d.id}/{a.provision}/a{i}",d.id,a,(o,),False))
            if a.role=="lead": by.setdefault(a.provision,[]).append(o)
        for i,(t,due) in enumerate(zip(m.targets,inherit_due_dates(d,m.targets))):
            T.append(Target(f"{d.id}/{t.provision}/t{i}",d.id,t,idx.of(d.id,t.indicator).id,due.date,due.basis,due.source,np[d.id],tuple(by.get(t.provision,()))))
        for i,x in enumerate(m.deadlines): D.append(Deadline(f"{d.id}/{x.provision}/d{i}",d.id,x,tuple(by.get(x.provision,()))))
        for i,x in enumerate(m.citations): C.append(Citation(f"{d.id}/{x.provision}/c{i}",d.id,x,None))
    ids=sorted({p for p in np.values() if p})
    return Corpus(tuple(Notice(m.document,None,np[m.document.id],m.document.normalized.source.metadata.title_en or m.document.title,"generated") for m in mentions),tuple(A),tuple(T),tuple(D),tuple(C),tuple(orgs[k] for k in sorted(orgs)),idx.indicators,tuple(places.get(i) for i in ids),())
