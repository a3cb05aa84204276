/** Direction numbers of the Sobol sequence for 512 dimensions.
 *  Source: Joe & Kuo 2008, "Constructing Sobol sequences with better two-dimensional projections", SIAM Journal on
 *  Scientific Computing 30, pp. 2635-2654; their table new-joe-kuo-6. */

/** Largest dimension for which direction numbers are held. */
export const MAX_DIMENSIONS: number = 512

/** Bits of a point's coordinate. */
export const SOBOL_BITS: number = 32

/** Dimensions 2 to 512 by degree s of their primitive polynomial, in the table's order. An entry is `a` (the inner
 *  coefficients of the polynomial), then m_1 … m_s, in base 36 with the number of digits that `digits` gives. */
const TABLE: readonly string[] = [
  // degree 1
  '01',
  // degree 2
  '113',
  // degree 3
  '11312111',
  // degree 4
  '111334135d',
  // degree 5
  '21155h4115557117bjb11511d1113be1355v',
  // degree 6
  '1133971dd111fl0lg131dr1dj111f705m131fd0pp1155j1p',
  // degree 7
  '01137bn0f2v04137dd0f1x07113d70z1r08135910p1h0e131d90z2z0j1315r1p0v0l115bj151p0s135330d1x0v117d10j010w1375d0j1n11' +
    '1139p0t1515135dn011j161373d1n0h1e131351h1x1j1155n0x0d1k117711p3f1n1179d1p1d1q133531j0x',
  // degree 8
  '0e131fv0d1d6t0l135fv1n1r2p0m131bb0b256x12131br171z091b117fl0b29191d1373p0v1t271e1311j0b035p1g1159j0l0t4d1k137b10' +
    'x2h551v1333f09271z1y137bf133b0r2c1131b0v2p692p1113n171l4x2v1377h0h111z371315r1r3f5x3e1135b171h3p',
  // degree 9
  '081355t0h1b4tdb0d133b30131091x0g1115h130n059j0m1315p0f0v2vdv0p111bb0h1r2x5318115b90t2p6fa31b115fj191507an1g1377v' +
    '0j2b3t651j1113n0f33672b1n115dv0f1j0p4h1q113dp1b132f751v111bl1h3h6x8522117bb071l278z291155h0d29033n2a117dn071t6zd' +
    '72f135191703450b2j113dv0d0d73dj2m133151r2h2j3j2v113310j3f3j6l2w1157n0v116r8131115bh1h3953dn3e111510d0d5t9l3g113f' +
    '11l37070x3t131b717295r4v3u1311f0r1r731d3z1353r1p2x4r8h4111531031l6x4548113551l0f0d4f4d111b70b2x3x694n1335r1n3d2t' +
    '7j4t1359b1d1f1n374w1171n193h1zbn511135n052x312352117f70b1v3dcl55137390d0v0rch5b131fj13132h0f5e111110x2141aj5j131' +
    'ff170t0ddf621173j0r2d3nbz64133350z0n5f9p6b133790r131n896d1139b0h0d6p4d6e137fp1l0x595x6i117191j212b616k133dj0r0n3' +
    '56x6p1353n170371db6s1155b05193961711337t110x3f43',
  // degree 10
  '04131f505116b67cr0d11755131r733rdj0j13179072f6x61gn0m113d91b0769a36v1e137dj0d091v09kh1j1355j1n07158vit1s1153v1r0' +
    'f175rlx1x1179d13031bdt4p2q1317l0h2p0jbjp52z137130v1z334l3j37115b11p2b3b5nnj3d133d91p0j2p1b0z3j1177f0t1r2nbld13q1' +
    '319p091z1l5xap3w135dv1b2t1l139h411133v1l3h4ta5fb481371d1l1v4dcjjn4e1117l0d2x2hbxqt4h1159h1f193b4d3x4r1377d192j09' +
    '3lkl511371n1l1v3x47fv5e113bh1b2l2zaf4d5j1335b0l171f4ppf5n1153f1j2t1vcnhd5s135910n0t1b9lgj6b137751d0t4b8zgd6q1337' +
    '5153j1p79jx6z1377h0n391v3ls171113db130l5r3f8h7d1139t032n1b6f217e131910t390lc9777m131dl133h5vc7k37v1173h1r372h1dl' +
    'h81137db0x2t2z1r21871155d1l1r3rc54x8d1137r1r2l1bbldf8s1131n0t015b1d0n8v113fp1j092t63gv90131770j1f6zax8j9m1333p1j' +
    '0h239d039s111dp0h1t19dbbha11177r1d2r4h5xk7a71351n0517156zntam1337b1p132fann7az113fd070t07e1pnb2137150v1b4dcddxb4' +
    '1137117094337gtbg133d5013b5vcnrtbn1135d0j036r23nfbq137710j2j6x9xgdbu111910p315h7rbfbw131fn1l1n3r5b23c1115ft0l137' +
    '1an9pce1335j191p475jr9cm135d91p2z3x3x01cp131br0p2d2x8lr7d4133bj0737679p17dp1179l133f0l7npre1117df151b6r8fc5e4111' +
    '77030f2rbdjz',
  // degree 11
  '02133fr1d353f351v0d10b137b30n2f4p3bdf05j0l115f70h316d4z5x0kl0m115db0h0p3rb7fh13t0z131111p1v5z59q90yj1d117dh0x096' +
    '5bx611an1e113br030f2l2lo10t51k1377p153d0zadaj16z1p1339b0z195p6p0901n1y131731f074x1hr302h221135r01356f8bl30nx2713' +
    '3fp0t05733vor1kf2c1311d09315dbn2n00h2g11793070t153rnb0o32v1179p1d3f6135p905z2w1173n0f173p61930p1341133d1h1r3fd9j' +
    'r12j37113f70t233b51ql06v39111br0p31477f2r14l3e137f5051h410bk515p3q13719171z6d4dgv1ez3t133dp01050rd39p03j421111n1' +
    '109657hox1at441133v0t1f0j8nfd1ip4d137551j0h13d7in16h4e117110z1b0rc5az19f4i1173d0n173r933v0at4k137390p2j0pbx630e9' +
    '4o1135d0t3b5l7p4d1kr4t1353t1l0d0h4nkj0sn551335t0l2n0r73iv16j56137f9050l1z1pqp0xd5b135df1l0x2lcro30675d111fh173j5' +
    'b1v4x0tt5j111fn070l5j238518r5x137df130l451tkl08v5y137bn0d2t2h7pef0jr64137fj0r2d5nc92p1gn6b1313t0p0l4b0b5b05h6k11' +
    '75r0b292tcpir1av6q1315p051t5d15fr0lp6z1315b0f3525bfjb0uv741139b1h3b4r1j890e5771111b13353v4l9n0gj7d137b90h2t0d299' +
    '11c57e1311l17370935p70hx7o117390p395h4fd30d7841319b0l1l5rdhh11a58g1177r1j1d672h2d16b8m1153j15191fcf8b11n8s131d10' +
    'x393z8p570tt8v117750b1t2pahah15p8y1311l0z2n1t2r0n0yf9411593112n4n37bt0o39a133d1110r5929iv0lh9f113b11p2r6hbxqx01d' +
    '9h1117p1r2r4l6tm10vr9l115bb171j1t1z7v07l9m11559032t6z9vaj18ra2111fl1r2d2r1dkt113a7115dr093d1773jv081ac1315r0j0h6' +
    '725fv13baf1153d1n3h6z5ffb1c9ag133fd0r1d2xatqz0kzal135fn170z2zcfl7071ap135bl030h13dtbb0gzas117df0v350h0ne31jfaw11' +
    '7f30f0v49br270dzbd1179j0p0n4re1pn1j9bj1159l0r3d673p2f0jdbk115590j2z2r8vl914lbp1133j0p032t4rk9057bw1131d0n2d2l835' +
    't011bz111fp0p257199qb0ttc21139h0t1j1b738h1klc71339t1r092vdlq316bce137f70v2h4va99f0gjcj137dp051z5r6za70ihcl1333l0' +
    'p230z0v8x18jcp1119b011t050b950evcq1153j0d0h17ajdh0and3135dd092d43dllv0vhd7131151f113l5f891djda113fj1l1n51cnjd1kh' +
    'dg1371r091t41915905ldp131fv0n0j05dhg50ezdq117db0f1t2b55nj0n3dv135771j210f8fe71gxdy135970l190fb1ap0gled1373n0d216' +
    '5e7oj0z5ee113b11f21550xr3141ek1339j1n0l139f1103zen1171v0x0j4n39hn0hrff111350d1n2b9v9p1infk1115j031h3p2pnz0rbfp13' +
    '1d9152j2x4t2p0hdft115371d373p1z6f0tjg21175h171b19dtf70l1g4135fl1p3f5b6x0v0hjgb1379h070b553j4p1i7gd115db0b091d0t3' +
    'h0lzge111fv150d4n7lbx01lgp1353r070z5t1t7d12pgv131dv0j1h3z3r090sdgz117dv0537493zql0hbh2115bp0j0t0v89q70cbh51335l0' +
    'b3j29db0p0jfh6113bp0v2p0j5flp0jlhd1155v0b235r5hol1klhg111b90n0t6f8j0h15lhn115bb17336h8jej0yzht117510l2z6d9jpx061' +
    'hz111b30l3h3nb9gn14ti613559130x29at470mjib11777011n677dep1k5ie131390n2d511b7d01dio135bj0n09074d8b1j3ir1315f050l2' +
    'x0t9f0sxiy111150x1t2d33jl0dbj0111790z252f478x02tj51157h011f5h4vmj0y5jb133fn112d556nf30kbjc131771j333181c706rjt11' +
    '7bh1h0z6177np1abjz131911r2f0h21fp0ubk41133b15011l877b0slkd1151r19314hbfbp12rke135bp0z1b5b9fbl1bzkk115fl012l6z9r6' +
    '11d3kr133b307234b8p5v0dnkt1335b092t4hclpd0tnkw1131f193j3x4jk718dkz133710x1r21219h1azl6135df131h6j252r0qdle115dv0' +
    'h2p0d5z8d1hjlq11711112j2lc96z0vfls1379p052x1x29q714jlv137bv170d5t0rs90dxlx117f10x0v6h4he30arm1133551h0x4xdzhf1hj' +
    'm4117b71p3b0vcp6d1g3mb115fj051h5l4dol0tdmd137910z1f356xbt0s1mi1357l1h114b3b9l0hjmn1357f0v311xdzgj1g7mw1331p0z1t3' +
    'nb7jl0dzn11377j0x0b4919hl0dvn21335b030t2ldj0x0jjn4113fl1h2z4zarpr1ctnd1137l191f434v8t0a1nj111770d0f6r7hm31ilnl11' +
    '35j0x1l37cbex0hfnx13393130p1p55jx0t5o713737112z49077h17xoe11737152j1541dl0ylop11597072x29b7bb07vos1179r1j0t255dq' +
    'r0qdp11153p1f2z1rb7ph0mnp8117371p0j1fcpgn0evpk1371n1f2x496n5z1fbpn1135r0n271ddr191hrq6111bb1b1j3pdrrr14lqd113fr1' +
    'f2l0h9vl71ajqe1313103273bdv0h0rnqi1111f17190h4nr10m7qp1113r1d2h0tdfpd1k7qw113350b230715nn0gzqz131371l133f757v0e3' +
    'r1133br0n356d578b03pr7113d91r2t25cj4p09dra137331n195f6dbj0bdre1353b0j1z2l17nt0a9rq1379j0x370j6pjj06vrt135b50z0l4' +
    'bcvrx0tts21373p0f312b2l1x0x1s4135750l2l3p3r4n0p3',
  // degree 12
  '015117731n3d4h7xmn1d52ux01g131131b2v4ralgx0550ad01p133fn0x2z3nc9cd0j51l701q133b71h2t4nc3mb0yv2x1024115bf1n150j3r' +
    'n70z30e102w117bl1d0n633jqp0tl0ap039135f71b396119kb19j0kd03n117br1l2j2f290z0z90rz03z113bf111h635dq11gr2vp0411353d' +
    '0b0r0j5jax0qt1oz04d1313501114tbhsf0fd0bd04n1317f0t3f2n73ad1dz2yp04r135dl1l1f0he75f0w51ev04w111ft0j072187ef0gb2pv' +
    '051115dd0z375b3fev0jx1a505e1335n0l1b6zajpl0v30890611339t1h3d5l3r5d0ej29r06k1117t193h092ro30bt0gp06n1319d0f1v5131' +
    '851092dj07a133950z0f5t8h2f0lb25n07v133br1l353f4zhv0450ej07y113fb0h1v671ri909b2jx08j1119p0t314f13e90fv1cx08p11315' +
    '1r230jcngp03f0j708v1113l05194pahe91i71z909o113b30x3b1x71p70md14909s115dv0f0h07dv1p0j31fv09x137bh0x21258b6r0ht1t5' +
    '0av117b90z0v6j9zhz0aj0w90b2133fv0p051v0x190c534z0b4113b70h112f99711652950bg117f70f2z5949ld1692n70bj135d51p351185' +
    'ax0350170bq111ft172z0v4n4308d0sd0c8111d3010z2l5f511kb15f0cs1333d0x255j49651b72tz0cx135d71d3f4bdrix0mr0mh0d0135fr' +
    '1p395953on0h534l0eb1117v1n3h6jata90cf0sv0ew1351513372h6xah0bz2w30ez111571b1n4d25cd0jf2nj0fb1135b0l0j230bgn17r0kf' +
    '0fi1353j0d151x5j3z1cx2hb0fn1357j170p15150b19r25b0fu1319j19332pb9b30cp2hf0gj1131n0f1t3d1nrd0n11qr0gm1137h0d2z6d23' +
    'fb1031tn0h51155l1l0n5je53v1jr2zn0hz131bj1h0f6d5zkl0jb0mv0i61371t030h4jblfj0f908v0iu131dh091b3pa5071ht0tr0jt1357j' +
    '111j4j8d6x0j51sn0ki135db0n1p5p75ah0h314h0kr1351n110d2397dr0g32lj0ku111910n1d3ld7f30oj1yb0l11315n1n1f0z9jjb0630a9' +
    '0lg1331r0h1r2p1ze31hl0h10mb1151l0v0b316vbd1eh1od0mi113fn09075t8d0n0431az0mk117550j116d6x7p0uz1s50nm111551r056x7x' +
    'bz09j1wj0ny111b7190z23e1ex00t2930p6135fb130f1r7b0905j0cd0p81333r1r1h4r6b1r0t50mz0pt113d70b37534zq11dl0al0pu131bd' +
    '0f2z291h871dl2wd0qi133db05316r03e108z1250qs133bl1f0h4xalq10z33010ra1359r0p2d5d3zfx0x12b70rd135bd09290l4fqh02j1cn' +
    '0rj1133r1p0b71av990up0hn0rk133f91l2n29bnkf06z0vp0tn1159v131n0d8vmf0yh1vl0tq1335r0d2z3xbrq11kb2ht0ug133990p3h0ncb' +
    'n70yl0nj0uj117fh0h2b2zbf7x0nj17n0v0113dt1p11299pk714d1id0vr137bv0d1n257lgf0z516l0wd1177d0h0p0p579509n14x0wq13775' +
    '1f112r65490dz1zr0ww131dj0r0b1x51db0wv2hp0xe133dn0l2v438zp90qb08r0xp1313n010v1n2le90191r30xx1351717311n6f151631u9' +
    '0yg1315v1l1d677vs500b0jh0ym1151j1h1j0v0v8b0dr0j90ys133950x2571bvlz0kb0sb0yv137b1093b5n1hod1bf2p70z71137d131j4fbr' +
    '3519x2nz0zx1135l1b1f1n1jbf0pv06z1051373v0p2937b96n0kl0cn1091151v032t2bdbdn1df1pt11013339112z4h5ndz0lb2nf11h13791' +
    '0r1p3b6h1312735l12g115910v191fa9gb0an26512o1375v071d3bdjgf19701h12y117191b0167a9jr18j1h91391353l11330hdfkj0x5253' +
    '13d1337h0b1f39cn5b15h2y513j1159n132r519jdh02r1hn14b1317t1d0v1zdlen1cz28t154115b50521598x1l0x32ud15f115fd193h5rab' +
    'bj08r0rb15r1335p1n0x0v6npj1fn23915s135dr1p0n371pbh0zf2qv161137f51n2t291bqv0mh2gl16q115bv0f130p4te10mh22d16w1159j' +
    '0d2n2he73j12r29j16z1155v19091l2j8f0zz2hb1771333j0f355761dl0zp1e317q1131d0t1l3v735h0ex1on18j131fb071h73cz090l12fz' +
    '18v133fl0d09599z8z01d09918y137b7110l3bb54d1a30tp1991157h0x376d45471kb07r19e115f51d254banap1j50q919g137371j2d159x' +
    'en1bn18z19j1131l19370l5jqv17x2xr1a11137l13395b4p210bh2mx1ab111d10v1l5f6f8x0a70sj1ap1373b0t1b4h1zbn1bt0c51b51173b' +
    '09171t4d011ff0mv1bc1115l0f0v2t858b03j10p1bh1171r010b6d6pjl01714z1bu137150f21535d1j11d01d1c21333j031j0l4pif1aj03t' +
    '1c4111d70l1x1vadqt0zd1rb1e21177l0n0h179hnh0cx2l71e41355p05292t6h3v09z1l51ef113bf131j03d3l90vr31h1eq117f91l29275z' +
    'c10992z31ew1155j192b0v5ta30jh1071f7137510d1j4jc3mf07z1kf1fd13373030h5h134p0dl1d51fr1135t172f4h819f0y91td1gx1339l' +
    '092501cl4n19n1pv1hk1171f071v0x5d6p0sn1sz1hp131b11r191t7did0nl1iz1hv131dj1d030b4f5x0ib26v1iw135b90t0r6b71ch12z2n7' +
    '1jg1131703253z7pln15n0d71jx1115b0n2f3naxnl05d2gl1jy135b3032h09ch6r15p1cb1k41319t0t350f1tgz03r2uf',
  // degree 13
  '00d1119l0j1347azdx1170qn23p00j137170z190x3b6919b1b314j00q1113p1j11274np70tv07j34r015135d50d1h4lc51v1bd2g968v01e1' +
    '33dr1l2n1jcb6t1i11bx1hl01j131950x310z2rmz09h1up1uz01x115970x17132fm70hn2op5iv01y1311v0f190r9d350rf1ld1y902711595' +
    '0f2x3fdb8118p1oh3kl02a135bv1b2p2fap5f0sx0i32iv02f1137h032t1j2fhh1av12j24902l135570l096l8pf90ur0394rr02m11399051j' +
    '5ldjnn0un2b534n02p1159v0j1n07a3al0wf1l54er02s133fn1r0j6barmz0dj0t55rj0341315n0p1p6ta3nz0qr2rj4zv03d115150r292d7n' +
    '1d06j2jf0x703q1157n1h2d2ze7ln0z50ud62b03u133190l23631ndh1cb2yt0ut0441351d150j3z85av1k71dr3e7047137fl0d0l5f5zbh0e' +
    'j1mb1t104d1113t1f1b1l3rfz0q71ah0f104h135190d354vcf370i93594lx04z111bh15112n89g30pb1pb1ub0511353n0b0n6f2lij0jr17f' +
    '6550581173h1n0d513xrj1eh0cp1bj05g1335v1n295p6tex0t50rp1ef05n1375h0d09270h550051pf4tz05q137d71h1p410d7x0xf0qb29h0' +
    '671173v0j1x611bc91gl0ip3fn0681111p090n69aphh0gr2w339t',
]

const BASE = 36

/** Digits that hold any m_k < 2^k in base 36. */
function digits(k: number): number {
  return k <= 5 ? 1 : k <= 10 ? 2 : 3
}

/** Polynomial and initial numbers of one dimension, as the published table lists them. */
export interface JoeKuoEntry {
  readonly degree: number
  readonly polynomial: number
  readonly initial: readonly number[]
}

/** Entries of dimensions 2, 3, … (dimension 1 is the van der Corput sequence and has none). */
export function joeKuoEntries(): readonly JoeKuoEntry[] {
  return TABLE.flatMap((text, row) => {
    const degree = row + 1
    const widths = [digits(Math.max(1, degree - 1)), ...Array.from({ length: degree }, (_, k) => digits(k + 1))]
    const length = widths.reduce((sum, width) => sum + width, 0)
    return Array.from({ length: text.length / length }, (_, entry) => {
      let at = entry * length
      const [polynomial, ...initial] = widths.map((width) => parseInt(text.slice(at, (at += width)), BASE))
      return { degree, polynomial: polynomial!, initial }
    })
  })
}

/** Direction numbers of dimensions 1 to `dimensions`, row by row: element `32 d + k` is v_{k+1} of dimension d + 1 as
 *  an unsigned 32-bit fraction.
 *  @throws RangeError unless `dimensions` is an integer from 1 to `MAX_DIMENSIONS`.
 *  Source: Joe & Kuo 2008, eq. 2.2 and 2.3. */
export function directionNumbers(dimensions: number): Uint32Array {
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > MAX_DIMENSIONS) {
    throw new RangeError(`dimensions must be an integer from 1 to ${MAX_DIMENSIONS}`)
  }
  const out = new Uint32Array(dimensions * SOBOL_BITS)
  for (let k = 0; k < SOBOL_BITS; k++) out[k] = 1 << (SOBOL_BITS - 1 - k)
  joeKuoEntries()
    .slice(0, dimensions - 1)
    .forEach((entry, i) => {
      fillDimension(out.subarray((i + 1) * SOBOL_BITS, (i + 2) * SOBOL_BITS), entry)
    })
  return out
}

function fillDimension(v: Uint32Array, { degree, polynomial, initial }: JoeKuoEntry): void {
  for (let k = 0; k < SOBOL_BITS; k++) {
    if (k < degree) {
      v[k] = initial[k]! << (SOBOL_BITS - 1 - k)
      continue
    }
    let bits = v[k - degree]! ^ (v[k - degree]! >>> degree)
    for (let i = 1; i < degree; i++) {
      if ((polynomial >>> (degree - 1 - i)) & 1) bits ^= v[k - i]!
    }
    v[k] = bits
  }
}
